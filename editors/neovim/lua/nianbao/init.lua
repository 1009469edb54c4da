-- The language server of nianbao in Neovim: what it is started with, and for which buffers.
local M = {}

-- So many lines and bytes of a buffer are looked at.
local HEAD_LINES, HEAD_BYTES = 80, 16384

local options = { cmd = { 'nianbao', 'lsp' }, settings = {} }

-- Whether setup() was called, or Neovim starts the server by itself (vim.lsp.enable).
local by_setup = false

--- File types of documents that may be reports; `nianbao` is one that always is.
M.filetypes = { 'nianbao', 'markdown', 'text', 'html' }

-- What the server calls the languages of these file types.
local LANGUAGES = { text = 'plaintext' }

-- Beside 信息公开, one of these stands in the head of a report.
local SIGNS = { '年度报告', '工作年报', '政府信息公开年报', '总体情况' }

--- Whether the head of a buffer reads like an annual report. The server judges for itself what to
--- check; this only spares other documents a server.
function M.looks_like_report(buf)
  if vim.bo[buf].filetype == 'nianbao' then
    return true
  end
  local lines = vim.api.nvim_buf_get_lines(buf, 0, HEAD_LINES, false)
  local head = table.concat(lines):sub(1, HEAD_BYTES):gsub('%s+', '')
  if not head:find('信息公开', 1, true) then
    return false
  end
  for _, sign in ipairs(SIGNS) do
    if head:find(sign, 1, true) then
      return true
    end
  end
  return false
end

-- Only a file, or a buffer that will be one, has an address that findings can be sent to.
local function is_ours(buf)
  return vim.api.nvim_buf_is_loaded(buf)
    and vim.bo[buf].buftype == ''
    and vim.api.nvim_buf_get_name(buf) ~= ''
    and vim.tbl_contains(M.filetypes, vim.bo[buf].filetype)
    and M.looks_like_report(buf)
end

local function root_of(buf)
  -- The nearest of them: a project within a repository has its own settings.
  return vim.fs.root(buf, { 'nianbao.toml', '.git' }) or vim.fs.dirname(vim.api.nvim_buf_get_name(buf))
end

-- What code actions and lenses of the server ask the editor to do.
local function commands()
  local run = require('nianbao.commands')
  return {
    ['nianbao.explainRule'] = function(command)
      run.explain({ args = command.arguments[1] })
    end,
    ['nianbao.showIdentities'] = function(command)
      run.identities({ args = tostring(command.arguments[2]) })
    end,
  }
end

--- The configuration of the client, as vim.lsp.config takes it.
function M.config()
  return {
    name = 'nianbao',
    cmd = options.cmd,
    filetypes = M.filetypes,
    get_language_id = function(_, filetype)
      return LANGUAGES[filetype] or filetype
    end,
    root_dir = function(buf, use)
      if is_ours(buf) then
        use(root_of(buf))
      end
    end,
    settings = { nianbao = options.settings },
    init_options = options.settings,
    commands = commands(),
  }
end

-- The configuration that counts: since 0.11 users can change it with vim.lsp.config().
local function effective()
  return vim.lsp.config and vim.lsp.config.nianbao or M.config()
end

--- The clients of ours that run, for one buffer or all.
function M.clients(buf)
  return vim.tbl_filter(function(client)
    -- Methods take the client itself since 0.11.
    if vim.fn.has('nvim-0.11') == 1 then
      return not client:is_stopped()
    end
    return not client.is_stopped()
  end, vim.lsp.get_clients({ name = 'nianbao', bufnr = buf }))
end

--- Attaches the server to a buffer if that is a report.
function M.attach(buf)
  if not is_ours(buf) or #M.clients(buf) > 0 then
    return
  end
  local config = vim.tbl_extend('force', effective(), { name = 'nianbao', root_dir = root_of(buf) })
  vim.lsp.start(config, { bufnr = buf })
end

--- Starts the server for reports, now and when they are opened or written.
--- given.cmd: the program and its arguments; given.settings: those of the server.
function M.setup(given)
  if vim.fn.has('nvim-0.10') == 0 then
    vim.notify('nianbao: Neovim 0.10 is needed · 需要 Neovim 0.10 以上', vim.log.levels.ERROR)
    return
  end
  options = vim.tbl_deep_extend('force', options, given or {})
  by_setup = true
  if vim.lsp.config then
    vim.lsp.config('nianbao', M.config())
  end
  local group = vim.api.nvim_create_augroup('nianbao', { clear = true })
  local function look(event)
    M.attach(event.buf)
  end
  vim.api.nvim_create_autocmd('FileType', { group = group, pattern = M.filetypes, callback = look })
  -- What was no report when it was opened may have become one.
  vim.api.nvim_create_autocmd('BufWritePost', { group = group, callback = look })
  vim.iter(vim.api.nvim_list_bufs()):each(M.attach)
end

--- Starts the server again for these buffers, in the way in which it was started before.
function M.resume(bufs)
  if not by_setup and vim.lsp.enable then
    vim.lsp.enable('nianbao')
  else
    vim.iter(bufs):each(M.attach)
  end
end

--- The program that is started.
function M.program()
  local cmd = effective().cmd
  return type(cmd) == 'table' and cmd[1] or 'nianbao'
end

return M
