-- :checkhealth nianbao
local M = {}

local health = vim.health

local function program()
  local name = require('nianbao').program()
  if vim.fn.executable(name) == 0 then
    health.error('not found · 没有找到程序: ' .. name, {
      'cargo install --path crates/nianbao',
      "require('nianbao').setup({ cmd = { '/path/to/nianbao', 'lsp' } })",
    })
    return
  end
  local done = vim.system({ name, '--version' }, { text = true }):wait(5000)
  if done.code == 0 then
    health.ok(('%s: %s'):format(vim.fn.exepath(name), vim.trim(done.stdout)))
  else
    health.error(('%s does not run · 无法运行: %s'):format(name, vim.trim(done.stderr or '')))
  end
end

local function servers()
  local clients = require('nianbao').clients()
  if #clients == 0 then
    health.info('no server runs: open a report, or :set filetype=nianbao · 没有运行语言服务器，打开报告即启动')
  end
  for _, client in ipairs(clients) do
    local version = (client.server_info or {}).version
    local said = ('server %d runs · 语言服务器正在运行 (%s)'):format(client.id, client.offset_encoding)
    health.ok(version and said .. ' ' .. version or said)
  end
end

function M.check()
  health.start('nianbao')
  if vim.fn.has('nvim-0.10') == 0 then
    health.error('Neovim 0.10 is needed · 需要 Neovim 0.10 以上')
    return
  end
  program()
  servers()
end

return M
