-- Gives back a try that did not end in a wrong secret.
--
-- KEYS  as they were taken: {network} or {pair, account, known}
-- ARGV  how long the network stays known in milliseconds, 0 where the secret was not right; per counter: its mark
local known_for = ARGV[1]

local function give_back(key, mark)
    if mark == '-1' or redis.call('EXISTS', key) == 0 then
        return
    end
    if redis.call('HINCRBY', key, 'tries', -1) <= 0 then
        redis.call('DEL', key)
    elseif redis.call('HGET', key, 'next') == mark then
        -- Still the delay that this try has set, and no other's.
        redis.call('HSET', key, 'next', '0')
    end
end

give_back(KEYS[1], ARGV[2])
if KEYS[2] then
    give_back(KEYS[2], ARGV[3])
end
if KEYS[3] and known_for ~= '0' then
    redis.call('DEL', KEYS[1])
    redis.call('SET', KEYS[3], '1', 'PX', known_for)
end
return 1
