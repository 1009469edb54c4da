-- What the commands do.
local M = {}

local FIX_ALL = 'source.fixAll.nianbao'

local function tell(message, level)
  vim.notify('nianbao: ' .. message, level or vim.log.levels.WARN)
end

local function client_of(buf)
  local client = require('nianbao').clients(buf)[1]
  if not client then
    tell('这里没有运行语言服务器 · no server runs here (:checkhealth nianbao)')
  end
  return client
end

local function request(client, ...)
  -- Methods take the client itself since 0.11.
  if vim.fn.has('nvim-0.11') == 1 then
    return client:request(...)
  end
  return client.request(...)
end

-- What the program prints, as lines; nothing if it fails, which is told.
local function output(...)
  local fine, done = pcall(function(...)
    return vim.system({ require('nianbao').program(), ... }, { text = true }):wait()
  end, ...)
  if not fine or done.code ~= 0 then
    tell(fine and vim.trim(done.stderr) or tostring(done), vim.log.levels.ERROR)
    return nil
  end
  return vim.split(done.stdout, '\n', { trimempty = true })
end

-- Shows lines in a window of their own, the same one for the same name.
local function show(name, lines)
  local buf = vim.fn.bufnr('^' .. vim.fn.escape(name, '[]*?{}\\') .. '$')
  if buf == -1 then
    buf = vim.api.nvim_create_buf(false, true)
    vim.api.nvim_buf_set_name(buf, name)
  end
  vim.bo[buf].modifiable = true
  vim.api.nvim_buf_set_lines(buf, 0, -1, false, lines)
  vim.bo[buf].modifiable = false
  vim.bo[buf].filetype = 'markdown'
  local window = vim.fn.bufwinid(buf)
  if window == -1 then
    vim.cmd('split')
    vim.api.nvim_win_set_buf(0, buf)
  else
    vim.api.nvim_set_current_win(window)
  end
end

-- Shows a page that the server writes.
local function show_page(client, command, arguments, name)
  request(client, 'workspace/executeCommand', { command = command, arguments = arguments }, function(err, page)
    if err or type(page) ~= 'string' then
      tell(err and err.message or '没有可显示的 · nothing to show')
    else
      show(name, vim.split(page, '\n'))
    end
  end)
end

-- The rule of the finding at the cursor, or else of the first one in its line.
local function code_at_cursor()
  local line, column = unpack(vim.api.nvim_win_get_cursor(0))
  local found
  for _, it in ipairs(vim.diagnostic.get(0, { lnum = line - 1 })) do
    if it.source == 'nianbao' then
      if it.col <= column and (it.end_lnum > line - 1 or column < it.end_col) then
        return it.code
      end
      found = found or it.code
    end
  end
  return found
end

local function rules()
  local lines = output('rules', '--format', 'json')
  return lines and vim.json.decode(table.concat(lines, '\n')).rules or {}
end

--- The page on a rule: the one that is named, else that of the finding at the cursor, else one of all.
function M.explain(given)
  -- Any server has the pages, so that one leads to another: a page has no server itself.
  local nianbao = require('nianbao')
  local client = nianbao.clients(0)[1] or nianbao.clients()[1] or client_of(0)
  if not client then
    return
  end
  local function explain(code)
    show_page(client, 'nianbao.explainRule', { code }, 'nianbao-rule:/' .. code .. '.md')
  end
  local code = given.args ~= '' and given.args or code_at_cursor()
  if code then
    explain(code)
    return
  end
  vim.ui.select(rules(), {
    prompt = '规则 · rule',
    format_item = function(rule)
      return ('%s  %s'):format(rule.code, rule.summary)
    end,
  }, function(rule)
    if rule then
      explain(rule.code)
    end
  end)
end

--- The codes of rules that begin with what is typed.
function M.complete_rules(typed)
  local codes = {}
  for _, rule in ipairs(rules()) do
    if vim.startswith(rule.code, typed:upper()) then
      table.insert(codes, rule.code)
    end
  end
  return codes
end

--- How the sums of a table (2, 3 or 4) stand; 3 if none is named.
function M.identities(given)
  local client = client_of(0)
  if client then
    local number = tonumber(given.args) or 3
    local page = ('nianbao-identities:/%d.md'):format(number)
    show_page(client, 'nianbao.showIdentities', { vim.uri_from_bufnr(0), number }, page)
  end
end

--- Applies every safe fix to the buffer.
function M.fix_all()
  local buf = vim.api.nvim_get_current_buf()
  local client = client_of(buf)
  if not client then
    return
  end
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(buf),
    range = {
      start = { line = 0, character = 0 },
      ['end'] = { line = vim.api.nvim_buf_line_count(buf), character = 0 },
    },
    context = { diagnostics = {}, only = { FIX_ALL } },
  }
  local tick = vim.api.nvim_buf_get_changedtick(buf)
  request(client, 'textDocument/codeAction', params, function(err, actions)
    if err then
      tell(err.message)
      return
    end
    for _, action in ipairs(actions or {}) do
      if action.kind == FIX_ALL and action.edit then
        if vim.api.nvim_buf_get_changedtick(buf) == tick then
          vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
        else
          tell('文字已经改动，请重试 · the text has changed meanwhile: try again')
        end
        return
      end
    end
    tell('没有可以安全修改之处 · nothing that can be fixed safely', vim.log.levels.INFO)
  end, buf)
end

-- A buffer with a new report. It has a name, so that the server can speak of it and :write writes it.
local function open_new(body, year, text)
  vim.cmd('enew')
  local name = ('%s/%s%s年政府信息公开工作年度报告.nianbao.md'):format(vim.fn.getcwd(), body:gsub('[/\\]', '_'), year)
  if not pcall(vim.api.nvim_buf_set_name, 0, name) then
    tell('已有同名文件，保存时请另取名称 · a buffer of this name is open: name it yourself')
  end
  vim.api.nvim_buf_set_lines(0, 0, -1, false, text)
  vim.bo.filetype = 'nianbao'
end

--- A new report: NAME YEAR [KIND]; what is missing is asked for.
function M.new(given)
  local words = given.fargs
  local function ask(index, prompt, default, go_on)
    if words[index] then
      go_on(words[index])
      return
    end
    vim.ui.input({ prompt = prompt, default = default }, function(answer)
      if answer and vim.trim(answer) ~= '' then
        go_on(vim.trim(answer))
      end
    end)
  end
  ask(1, '机关全称 · name of the organ: ', '', function(body)
    ask(2, '报告年度 · year: ', tostring(tonumber(os.date('%Y')) - 1), function(year)
      local kind = words[3] and '--kind=' .. words[3]
      local text = output('new', '--body=' .. body, '--year=' .. year, kind)
      if text then
        open_new(body, year, text)
      end
    end)
  end)
end

--- Opens the log, in which Neovim keeps what servers write to standard error.
function M.log()
  -- get_log_path goes away after 0.12.
  local path = vim.lsp.log.get_filename and vim.lsp.log.get_filename() or vim.lsp.get_log_path()
  vim.cmd.split(vim.fn.fnameescape(path))
end

--- Stops the server and starts it for the buffers that it served.
function M.restart()
  local nianbao = require('nianbao')
  local bufs = { [vim.api.nvim_get_current_buf()] = true }
  local stopped = nianbao.clients()
  for _, client in ipairs(stopped) do
    for buf in pairs(client.attached_buffers) do
      bufs[buf] = true
    end
    if vim.fn.has('nvim-0.11') == 1 then
      client:stop(true)
    else
      client.stop(true)
    end
  end
  -- One that is about to end would be taken for one that can be used.
  vim.wait(5000, function()
    return vim.iter(stopped):all(function(client)
      return vim.lsp.get_client_by_id(client.id) == nil
    end)
  end, 10)
  nianbao.resume(vim.tbl_keys(bufs))
end

return M
