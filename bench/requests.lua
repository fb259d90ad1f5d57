-- Sends the requests of one case in turn and tells what came of them in the last line, for the harness.

local requests, turn = {}, 0

-- The method, the file of what is sent in turn (a path, a space and a field of the header), and the bytes of a body.
function init(args)
    local body = tonumber(args[3]) > 0 and string.rep("x", tonumber(args[3])) or nil
    for line in io.lines(args[2]) do
        local path, name, value = line:match("^(%S+) (.-): (.*)$")
        requests[#requests + 1] = wrk.format(args[1], path, { [name] = value }, body)
    end
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end

function done(summary)
    local errors = summary.errors
    print(string.format("gatehouse %d %d %d %d", summary.duration, summary.requests, errors.status,
        errors.connect + errors.read + errors.write + errors.timeout))
end
