-- File types and commands, there from the start. The server itself starts with
-- vim.lsp.enable('nianbao') (Neovim 0.11 and later) or require('nianbao').setup() (0.10 and later).
if vim.g.loaded_nianbao or vim.fn.has('nvim-0.10') == 0 then
  return
end
vim.g.loaded_nianbao = true

vim.filetype.add({ pattern = { ['.*%.nianbao%.md'] = 'nianbao', ['.*%.nianbao%.txt'] = 'nianbao' } })
vim.treesitter.language.register('markdown', 'nianbao')

local function command(name, run, options)
  vim.api.nvim_create_user_command(name, function(given)
    require('nianbao.commands')[run](given)
  end, options)
end

local function rules(typed)
  return require('nianbao.commands').complete_rules(typed)
end

local function tables()
  return { '2', '3', '4' }
end

command('NianbaoExplain', 'explain', { nargs = '?', complete = rules, desc = '规则说明 · the page on a rule' })
command('NianbaoIdentities', 'identities', { nargs = '?', complete = tables, desc = '勾稽关系 · the sums of a table' })
command('NianbaoFixAll', 'fix_all', { desc = '作全部安全的修改 · apply all safe fixes' })
command('NianbaoNew', 'new', { nargs = '*', desc = '新建报告 · a new report: NAME YEAR [KIND]' })
command('NianbaoRestart', 'restart', { desc = '重新启动语言服务器 · restart the server' })
command('NianbaoLog', 'log', { desc = '显示日志 · show the log' })
