-- Sends the requests of one case in turn and tells what came of them in the last line, for the harness.

local requests, turn, threads = {}, 0, {}

function setup(thread)
    threads[#threads + 1] = thread
end

-- A line of the file of requests: method, path, body and fields of the header, with tabs between.
local function read(line)
    local parts, fields = {}, {}
    for part in (line .. "\t"):gmatch("([^\t]*)\t") do
        parts[#parts + 1] = part
    end
    for i = 4, #parts do
        local name, value = parts[i]:match("^(.-): (.*)$")
        fields[name] = value
    end
    return parts[1], parts[2], fields, parts[3] ~= "" and parts[3] or nil
end

-- The file of what is sent in turn, and that of tokens, if each request takes one and its answer brings another.
function init(args)
    local lines = {}
    for line in io.lines(args[1]) do
        lines[#lines + 1] = line
    end
    if args[2] and args[2] ~= "" then
        rotate(args[2], read(lines[1]))
        return
    end
    for _, line in ipairs(lines) do
        local method, path, fields, body = read(line)
        requests[#requests + 1] = wrk.format(method, path, fields, body)
    end
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end

-- Takes tokens from the head and puts their successors at the end; what is left goes back into the file.
function rotate(file, method, path, fields, body)
    tokens, head, tail, tokens_file = {}, 1, 0, file
    for token in io.lines(file) do
        tail = tail + 1
        tokens[tail] = token
    end
    function request()
        local token = "none"
        if head <= tail then
            token, tokens[head] = tokens[head], nil
            head = head + 1
        end
        return wrk.format(method, path, fields, (body:gsub("@token@", token)))
    end
    function response(status, _, answer)
        local successor = status == 200 and answer:match('"refresh_token" ?: ?"([^"]+)"')
        if successor then
            tail = tail + 1
            tokens[tail] = successor
        end
    end
end

local function give_back(thread)
    local file = thread:get("tokens_file")
    if file then
        local left, out = thread:get("tokens"), io.open(file, "w")
        for i = thread:get("head"), thread:get("tail") do
            if left[i] then
                out:write(left[i], "\n")
            end
        end
        out:close()
    end
end

function done(summary)
    local errors = summary.errors
    for _, thread in ipairs(threads) do
        give_back(thread)
    end
    print(string.format("gatehouse %d %d %d %d", summary.duration, summary.requests, errors.status,
        errors.connect + errors.read + errors.write + errors.timeout))
end
