-- Puts the streams that a rebuild has made in the place of those that clients read, in one step.
--
-- ARGV: the run, which must still have the rebuild to itself; then for each partition: number, position of the streams that
--       are read ("" for none) at which the new ones were brought as far.
-- Returns {"swapped"}, or having changed nothing {"moved"}, when the streams that are read have been brought further, or
-- {"lost"}, when the rebuild is another run's by now.

local run = ARGV[1]
if redis.call('GET', 'feed:rebuild') ~= run then
  return {'lost'}
end
for i = 2, #ARGV, 2 do
  if (redis.call('HGET', 'feed:positions', ARGV[i]) or '') ~= ARGV[i + 1] then
    return {'moved'}
  end
end

local prefix = 'feed:rebuild:' .. run .. ':'
local function take(key)
  if redis.call('EXISTS', prefix .. key) == 1 then
    redis.call('RENAME', prefix .. key, 'feed:' .. key)
  else
    redis.call('UNLINK', 'feed:' .. key)
  end
end

for _, name in ipairs(redis.call('SUNION', 'feed:streams', prefix .. 'streams')) do
  for _, part in ipairs({'activity:', 'index:', 'items:', 'horizon:'}) do
    take(part .. name)
  end
end
for _, key in ipairs({'streams', 'positions', 'deleted', 'deleted:orders', 'incomplete'}) do
  take(key)
end
redis.call('SREM', 'feed:rebuild:runs', run)
redis.call('DEL', 'feed:rebuild', 'feed:rebuild:progress', 'feed:hold')
redis.call('INCR', 'feed:rebuilds')
return {'swapped'}
