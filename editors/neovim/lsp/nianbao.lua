-- For Neovim 0.11 and later: vim.lsp.enable('nianbao'). Settings go in vim.lsp.config('nianbao', {...}).
return require('nianbao').config()
