-- nvim --clean --headless -u NONE -S test/run.lua
-- NIANBAO: the program; REPORT: a copy of the sample; FIXED: what `check --fix` makes of it;
-- COUNT: how many findings it has; MODE: `setup` or `enable`.
local root = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h:h')
local env = vim.env
local passed = 0

local function ok(what)
  passed = passed + 1
  io.stdout:write('ok   neovim: ' .. what .. '\n')
end

local function wait(what, look)
  assert(vim.wait(20000, look, 20), 'not within 20 s: ' .. what)
end

local function test()
  vim.opt.runtimepath:prepend(root)
  vim.opt.swapfile = false
  vim.cmd('filetype on')
  vim.cmd('runtime plugin/nianbao.lua')
  local nianbao = require('nianbao')
  if env.MODE == 'enable' then
    vim.lsp.config('nianbao', { cmd = { env.NIANBAO, 'lsp' } })
    vim.lsp.enable('nianbao')
  else
    nianbao.setup({ cmd = { env.NIANBAO, 'lsp' } })
  end

  local folder = vim.fn.fnamemodify(env.REPORT, ':h')
  vim.cmd('edit ' .. vim.fn.fnameescape(folder .. '/notes.md'))
  assert(vim.bo.filetype == 'markdown', vim.bo.filetype)
  local notes = vim.api.nvim_get_current_buf()
  vim.cmd('edit ' .. vim.fn.fnameescape(env.REPORT))
  local buf = vim.api.nvim_get_current_buf()
  local count = tonumber(env.COUNT)
  local function ours()
    return vim.tbl_filter(function(it)
      return it.source == 'nianbao'
    end, vim.diagnostic.get(buf))
  end
  local function with(code)
    return vim.tbl_filter(function(it)
      return it.code == code
    end, ours())
  end
  wait('all findings', function()
    return #ours() == count
  end)
  ok(('%d findings, as nianbao check has'):format(count))
  local client = nianbao.clients(buf)[1]
  assert(#nianbao.clients() == 1)
  assert(not vim.lsp.buf_is_attached(notes, client.id))
  assert(vim.uv.fs_realpath(client.config.root_dir) == vim.uv.fs_realpath(folder), client.config.root_dir)
  ok('it is attached to the report, and not to other Markdown')

  local finding = with('T012')[1]
  vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, finding.col })
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.isPreferred
    end,
  })
  wait('the finding to go', function()
    return #ours() == count - 1 and #with('T012') == 0
  end)
  assert(vim.api.nvim_buf_get_lines(buf, finding.lnum, finding.lnum + 1, false)[1]:find('| 86 |', 1, true))
  ok('a code action fixes one place')

  vim.cmd('NianbaoFixAll')
  wait('fixed findings to go', function()
    return #with('C002') + #with('D011') == 0 and #with('A001') == 1
  end)
  vim.cmd('silent write')
  local function read(name)
    local file = assert(io.open(name, 'rb'))
    local text = file:read('*a')
    file:close()
    return text
  end
  assert(read(env.REPORT) == read(env.FIXED), 'the file is not what check --fix makes')
  ok(':NianbaoFixAll and :write give what check --fix gives')

  finding = with('A001')[1]
  vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, finding.col })
  vim.cmd('NianbaoExplain')
  wait('the page', function()
    return vim.api.nvim_buf_get_name(0):find('nianbao-rule:/A001.md', 1, true)
  end)
  assert(table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false)):find('t3-balance', 1, true))
  vim.cmd('NianbaoExplain A002')
  wait('the page of another rule', function()
    return vim.api.nvim_buf_get_name(0):find('nianbao-rule:/A002.md', 1, true)
  end)
  vim.cmd('only')
  vim.api.nvim_set_current_buf(buf)
  ok(':NianbaoExplain shows the rule of the finding at the cursor, and others from its page')

  vim.cmd('NianbaoIdentities 3')
  wait('the page', function()
    return vim.api.nvim_buf_get_name(0):find('nianbao-identities:/3.md', 1, true)
  end)
  vim.cmd('close')
  ok(':NianbaoIdentities shows the sums of a table')

  vim.cmd('NianbaoRestart')
  wait('another server with all findings', function()
    local other = nianbao.clients(buf)[1]
    return other and other.id ~= client.id and #with('A001') == 1
  end)
  ok(':NianbaoRestart starts another server')

  vim.cmd('NianbaoNew 云溪县民政局 2025 department')
  assert(vim.bo.filetype == 'nianbao')
  assert(vim.api.nvim_buf_get_name(0):find('云溪县民政局2025年政府信息公开工作年度报告.nianbao.md', 1, true))
  assert(vim.api.nvim_buf_get_lines(0, 0, 1, false)[1]:find('云溪县民政局2025年', 1, true))
  wait('findings of the new report', function()
    return #vim.diagnostic.get(0) > 0
  end)
  vim.cmd('silent write')
  vim.cmd('bwipeout')
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.fn.glob(folder .. '/*.nianbao.md')))
  assert(vim.bo.filetype == 'nianbao', vim.bo.filetype)
  wait('findings of the report that was read again', function()
    return #vim.diagnostic.get(0) > 0
  end)
  ok(':NianbaoNew begins a report, which is checked, and again when it is read')

  if env.MODE == 'setup' then
    vim.cmd('buffer ' .. notes)
    vim.api.nvim_buf_set_lines(notes, 0, 0, false, { '# 云溪县2024年政府信息公开工作年度报告' })
    vim.cmd('silent write')
    wait('the server', function()
      return #nianbao.clients(notes) == 1
    end)
    ok('what has become a report is checked once it is written')
  end

  assert(vim.tbl_contains(vim.fn.getcompletion('NianbaoExplain a0', 'cmdline'), 'A003'))
  vim.cmd('buffer ' .. buf)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.ui.select = function(rules, how, choose)
    assert(how.format_item(rules[1]):find(rules[1].code, 1, true))
    choose(rules[1])
  end
  vim.cmd('NianbaoExplain')
  wait('the page', function()
    return vim.api.nvim_buf_get_name(0):find('nianbao-rule:/', 1, true)
  end)
  vim.cmd('close')
  ok(':NianbaoExplain offers all rules where there is no finding')

  vim.cmd('NianbaoLog')
  assert(vim.api.nvim_buf_get_name(0):find('lsp.log', 1, true))
  vim.cmd('close')
  ok(':NianbaoLog opens the log')

  vim.cmd('checkhealth nianbao')
  local said = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  assert(said:find('server %d+ runs') and said:find('nianbao %d') and not said:find('ERROR'), said)
  ok(':checkhealth nianbao is content')

  vim.cmd('helptags ' .. vim.fn.fnameescape(root .. '/doc'))
  vim.cmd('help :NianbaoFixAll')
  assert(vim.api.nvim_get_current_line():find('NianbaoFixAll', 1, true))
  ok('the help is found')
end

local function main()
  local fine, err = xpcall(test, debug.traceback)
  local version = vim.version()
  local name = ('neovim %d.%d.%d (%s)'):format(version.major, version.minor, version.patch, env.MODE)
  if not fine then
    io.stdout:write('FAIL ' .. name .. ': ' .. tostring(err) .. '\n')
  end
  io.stdout:write(('%s: %d passed, %d failed\n'):format(name, passed, fine and 0 or 1))
  vim.cmd(fine and 'qall!' or 'cquit 1')
end

-- As a person would: once Neovim is up.
vim.api.nvim_create_autocmd('VimEnter', {
  callback = function()
    vim.schedule(main)
  end,
})
