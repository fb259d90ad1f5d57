-- The generic cell rate algorithm for all policies of one request, all or nothing.
--
-- KEYS  one key per policy and subject; its value is the theoretical arrival time in microseconds
-- ARGV  how many of the keys, the first ones, may refuse the request; the others are only counted. Then per key:
--       microseconds that earn one permit, microseconds of all permits there can be, the permits needed (negative to give
--       back), and the permits taken where more than that are there
-- Reply: {now, admitted (0 or 1), and per key: permits (0 where it refuses), remaining, reset, retry}, times in microseconds
--
-- Every number stays an integer below 2^53, where Lua's doubles are exact. A time is written with %.0f: tostring would
-- round 1700000000123456 to fourteen digits.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local stored = redis.call('MGET', unpack(KEYS))
local enforced = tonumber(ARGV[1])
local admitted = true
local emissions, arrivals, permits, remaining, retries = {}, {}, {}, {}, {}

for i = 1, #KEYS do
    local at = 4 * i - 2
    local emission, burst = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
    local cost, most = tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
    -- What is no number, whoever wrote it, is no state; "nan" is read as one, and would never be over.
    local known = stored[i] and tonumber(stored[i])
    if not known or known ~= known then
        known = now
    end
    -- The clamp heals at once what a stepped clock or a smaller quota left behind.
    local arrival = math.min(math.max(known, now), now + burst)
    local free = math.floor((now + burst - arrival) / emission)
    emissions[i], arrivals[i], remaining[i], permits[i], retries[i] = emission, arrival, free, 0, 0
    if cost <= free then
        permits[i] = math.max(cost, math.min(most, free))
    else
        retries[i] = arrival + cost * emission - now - burst
        admitted = admitted and i > enforced
    end
end

local reply = { now, admitted and 1 or 0 }
for i = 1, #KEYS do
    if admitted and permits[i] ~= 0 then
        arrivals[i] = arrivals[i] + permits[i] * emissions[i]
        remaining[i] = remaining[i] - permits[i]
        local lifetime = math.ceil((arrivals[i] - now) / 1000) + 1
        if lifetime > 1 then
            redis.call('SET', KEYS[i], string.format('%.0f', arrivals[i]), 'PX', string.format('%.0f', lifetime))
        else
            redis.call('DEL', KEYS[i])
        end
    end
    reply[#reply + 1] = permits[i]
    reply[#reply + 1] = remaining[i]
    reply[#reply + 1] = arrivals[i] - now
    reply[#reply + 1] = retries[i]
end
return reply
