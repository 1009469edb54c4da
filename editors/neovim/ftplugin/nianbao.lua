-- Long paragraphs in one line each, as reports have them.
vim.opt_local.wrap = true
vim.bo.commentstring = '<!-- %s -->'
vim.b.undo_ftplugin = 'setlocal wrap< commentstring<'
