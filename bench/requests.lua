-- Sends the requests of one case in turn and tells what came of them in the last line, for the harness.

local requests, turn = {}, 0

-- The method, the path, the file of the fields that tell senders apart, and the bytes of a body.
function init(args)
    local body = tonumber(args[4]) > 0 and string.rep("x", tonumber(args[4])) or nil
    for field in io.lines(args[3]) do
        local name, value = field:match("^(.-): (.*)$")
        requests[#requests + 1] = wrk.format(args[1], args[2], { [name] = value }, body)
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
