-- What is known of one Idempotency-Key. All three operations may be repeated: whoever holds the record is known by its token.
--
-- KEYS  the record; the names of all records of the same caller, by when they end (milliseconds)
-- ARGV  the operation, the token, and then
--         claim    the fingerprint, the lease, the time to keep it (milliseconds), the most records of a caller
--         finish   the fingerprint, the time to keep it, the state, the reply
--         release  nothing
-- Reply of claim: {state, reply or milliseconds}. `claimed`: the request is the caller's of this script to carry out. Otherwise
--         running, unknown (nobody can say any more what became of it), done, unkept, as it was left; other (a different
--         fingerprint), foreign (one made with another secret); full, with the time until there is room again
-- Reply of the others: {done, or lost where somebody else holds the record}
--
-- A fingerprint begins with eight characters that name the secret it was made with.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local operation, token = ARGV[1], ARGV[2]

local function whole(number)
    return string.format('%.0f', number)
end

local function keep(milliseconds)
    redis.call('PEXPIRE', KEYS[1], milliseconds)
    redis.call('ZADD', KEYS[2], whole(now + tonumber(milliseconds)), KEYS[1])
    if redis.call('PTTL', KEYS[2]) < tonumber(milliseconds) then
        redis.call('PEXPIRE', KEYS[2], milliseconds)
    end
end

local function claim(fingerprint, lease, lifetime, most)
    local held = redis.call('HMGET', KEYS[1], 'token', 'fingerprint', 'state', 'until')
    if held[1] then
        if held[1] == token then
            return { 'claimed' }
        end
        if held[2] ~= fingerprint then
            return { string.sub(held[2], 1, 8) == string.sub(fingerprint, 1, 8) and 'other' or 'foreign' }
        end
        if held[3] == 'running' then
            return { now > tonumber(held[4]) and 'unknown' or 'running' }
        end
        return { held[3], redis.call('HGET', KEYS[1], 'reply') }
    end
    redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', whole(now))
    if redis.call('ZCARD', KEYS[2]) >= tonumber(most) then
        local first = redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')
        return { 'full', whole(tonumber(first[2]) - now) }
    end
    redis.call('HSET', KEYS[1], 'token', token, 'fingerprint', fingerprint, 'state', 'running', 'until', whole(now + tonumber(lease)))
    keep(lifetime)
    return { 'claimed' }
end

if operation == 'claim' then
    return claim(ARGV[3], ARGV[4], ARGV[5], ARGV[6])
end
local holder = redis.call('HGET', KEYS[1], 'token')
if holder and holder ~= token then
    return { 'lost' }
end
if operation == 'release' then
    redis.call('DEL', KEYS[1])
    redis.call('ZREM', KEYS[2], KEYS[1])
else
    -- Also where the record is gone, as after a restart of a Redis that writes nothing down.
    redis.call('HSET', KEYS[1], 'token', token, 'fingerprint', ARGV[3], 'state', ARGV[5], 'until', whole(now), 'reply', ARGV[6])
    keep(ARGV[4])
end
return { 'done' }
