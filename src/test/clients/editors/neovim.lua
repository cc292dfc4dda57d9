-- Corrects the wrong term of en.po in Neovim, whose configuration starts duiqi.

local function wait(what, test)
  if not vim.wait(60000, test, 50) then
    io.write("no " .. what .. "\n")
    vim.cmd("cquit 1")
  end
end

vim.cmd("edit en.po")
wait("finding", function() return #vim.diagnostic.get(0) > 0 end)
local finding = vim.diagnostic.get(0)[1]
io.write(finding.message .. "\n")
vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, finding.col })
vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.edit ~= nil end })
wait("correction", function() return #vim.diagnostic.get(0) == 0 end)
vim.cmd("write")
vim.cmd("quitall")
