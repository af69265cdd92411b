-- Replaces the feeds that clients read by those that a rebuild has written, in one step. FeedKeys.java describes the keys.
--
-- ARGV[1] is a JSON document:
--   run              the run of the rebuild, which must still hold the lease
--   partitions       a list of {partition, offset}: the offsets of the feeds that clients read ("" for none), when the rebuild had applied
--                    all records up to them
--   projected        the number of partitions for which the feeds that clients read had an offset then
--   built            a list of {partition, offset}: the offsets of the new feeds after the last batch of the rebuild
--   from, to         the prefix of the keys of the new feeds, and of the feeds that clients read
--   feeds            the key, without prefix, of the set of the names of all feeds
--   parts            the parts of a key before the name of a feed
--   shared           the keys, without prefix, that belong to no single feed
--   lease, runs, rebuilds, counters  the keys of the lease, of the set of runs, of the number of rebuilds and of the counters
--   ended            the keys that are deleted at the end
--   lost             the number of posts of which the topic has no state any more
-- Returns {"swapped"}. Or changes nothing and returns {"moved"}, when the feeds that clients read have other offsets by now, or
-- {"lost"}, when another run holds the lease by now, or Redis has lost data of the new feeds.

local swap = cjson.decode(ARGV[1])
if redis.call('GET', swap.lease) ~= swap.run then
  return {'lost'}
end
for _, each in ipairs(swap.partitions) do
  if (redis.call('HGET', swap.to .. swap.offsets, each.partition) or '') ~= each.offset then
    return {'moved'}
  end
end

-- The first record of a partition adds an offset, and changes none.
if redis.call('HLEN', swap.to .. swap.offsets) ~= swap.projected then
  return {'moved'}
end
for _, each in ipairs(swap.built) do
  if redis.call('HGET', swap.from .. swap.offsets, each.partition) ~= each.offset then
    return {'lost'}
  end
end

local function replace(key)
  if redis.call('EXISTS', swap.from .. key) == 1 then
    redis.call('RENAME', swap.from .. key, swap.to .. key)
  else
    redis.call('UNLINK', swap.to .. key)
  end
end

for _, name in ipairs(redis.call('SUNION', swap.to .. swap.feeds, swap.from .. swap.feeds)) do
  for _, part in ipairs(swap.parts) do
    replace(part .. name)
  end
end
for _, key in ipairs(swap.shared) do
  replace(key)
end
redis.call('SREM', swap.runs, swap.run)
redis.call('DEL', unpack(swap.ended))
redis.call('HSET', swap.counters, 'rebuild_lost', swap.lost)
redis.call('INCR', swap.rebuilds)
return {'swapped'}
