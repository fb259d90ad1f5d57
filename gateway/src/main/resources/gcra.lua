-- The generic cell rate algorithm for all policies of one request, all or nothing.
--
-- KEYS  one key per policy and subject; its value is the theoretical arrival time in microseconds
-- ARGV  per key: microseconds that earn one request, microseconds of the whole burst
-- Reply: {now, and per key: admitted (0 or 1), remaining, reset, retry}, the times in microseconds
--
-- Every number stays an integer below 2^53, where Lua's doubles are exact. A time is written with %.0f: tostring would
-- round 1700000000123456 to fourteen digits.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local stored = redis.call('MGET', unpack(KEYS))
local admitted = true
local arrivals = {}

for i = 1, #KEYS do
    local emission, burst = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
    local arrival = stored[i] and tonumber(stored[i]) or now
    -- The clamp heals at once what a stepped clock or a smaller quota left behind.
    arrivals[i] = math.min(math.max(arrival, now), now + burst)
    if arrivals[i] + emission - now > burst then
        admitted = false
    end
end

local reply = { now }
for i = 1, #KEYS do
    local emission, burst = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
    local over = arrivals[i] + emission - now - burst
    if admitted then
        arrivals[i] = arrivals[i] + emission
        local lifetime = math.ceil((arrivals[i] - now) / 1000) + 1
        redis.call('SET', KEYS[i], string.format('%.0f', arrivals[i]), 'PX', string.format('%.0f', lifetime))
    end
    reply[#reply + 1] = over > 0 and 0 or 1
    reply[#reply + 1] = math.floor((now + burst - arrivals[i]) / emission)
    reply[#reply + 1] = arrivals[i] - now
    reply[#reply + 1] = math.max(over, 0)
end
return reply
