-- Asks for one try, and counts it before it is made: what is tried meanwhile cannot slip past a number all have read.
--
-- KEYS  {network} or, in one hash slot, {pair, account, known}
-- ARGV  1 to count, 0 only to look; the pair's delay while the account is under attack;
--       per counter: free tries, first delay, longest delay, memory. Times are in milliseconds.
-- Reply {how long to wait, 0 when the try may be made; per counter: its mark to give back by, -1 when not counted}
--
-- A counter is a hash: "tries", and "next", the time from which on the next try may be made. Every number is an integer below
-- 2^53, where Lua's doubles are exact, and is written with %.0f: tostring would round to fourteen digits.
local counting = ARGV[1] == '1'
local under_attack = tonumber(ARGV[2])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)

local function read(i)
    local stored = redis.call('HMGET', KEYS[i], 'tries', 'next')
    local at = 4 * i - 1
    local counter = {
        key = KEYS[i],
        tries = tonumber(stored[1] or '0'),
        free = tonumber(ARGV[at]),
        first = tonumber(ARGV[at + 1]),
        longest = tonumber(ARGV[at + 2]),
        memory = tonumber(ARGV[at + 3])
    }
    -- The clamp heals what a stepped clock or a shorter setting left behind.
    counter.next = math.min(tonumber(stored[2] or '0'), now + math.max(counter.longest, under_attack))
    return counter
end

local function count(counter, least)
    counter.tries = counter.tries + 1
    local delay = least
    if counter.tries >= counter.free then
        local doublings = math.min(counter.tries - counter.free, 30)
        delay = math.max(least, math.min(counter.first * 2 ^ doublings, counter.longest))
    end
    counter.next = delay > 0 and now + delay or 0
    redis.call('HSET', counter.key, 'tries', string.format('%.0f', counter.tries),
        'next', string.format('%.0f', counter.next))
    redis.call('PEXPIRE', counter.key, string.format('%.0f', math.max(counter.memory, delay)))
end

local narrow = read(1)
local wide = KEYS[2] and redis.call('EXISTS', KEYS[3]) == 0 and read(2) or nil

if narrow.next > now then
    return { narrow.next - now, -1, -1 }
end
if wide and wide.next > now then
    -- Counted for the pair: whoever hammers at a busy account wears out their own tries, not the owner's.
    count(narrow, 0)
    return { math.max(wide.next, narrow.next) - now, -1, -1 }
end
if not counting then
    return { 0, -1, -1 }
end
count(narrow, wide and wide.tries >= wide.free and under_attack or 0)
if wide then
    count(wide, 0)
end
return { 0, narrow.next, wide and wide.next or -1 }
