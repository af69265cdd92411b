-- Applies one batch of changes to the feeds and stores the applied offsets, in one step. FeedKeys.java describes the keys and names them:
-- this script gets them as arguments. The work for a change is bounded by the size of the lists.
--
-- ARGV[1] is a JSON document:
--   read_by_clients  true for the feeds that clients read, false for the feeds that a rebuild writes
--   keys             offsets, deleted, deleted_orders, feeds, incomplete, live, counters, hold
--   deleted_capacity the number of deleted posts that are remembered
--   dead_letters     the number of unreadable records in the batch
--   partitions       a list of {partition, before, after}: the offset that the batch continues from ("" for none), and its last
--   feeds            a list of {name, list, index, items, horizon, size, capacity}; the changes of the feed with live = true are appended
--                    to the live log
--   changes          a list of {kind, post, user, order, time, feeds}: feeds are the numbers, in the list above, of the feeds to which
--                    the post belongs. A new kind of feed is one more entry in that list, and one more number here.
-- ARGV[1 + n] is the text of change n. Kinds: "put" (the text is the item), "touch" (the text is the type and the time of the event, and
--   the rest of the item does not change), "delete".
-- Returns {"applied", applied, skipped}. Or changes nothing and returns {"moved"}, when the offset of a partition is not the one from
-- which the batch continues, or {"wait"}, when a rebuild is in its last step, or is needed before anything can be applied.

local batch = cjson.decode(ARGV[1])
local keys, feeds = batch.keys, batch.feeds

if batch.read_by_clients and redis.call('EXISTS', keys.hold) == 1 then
  return {'wait'}
end

-- Applied offsets ---------------------------------------------------------------------------------------------------

local offsets = {}
for _, each in ipairs(batch.partitions) do
  if (redis.call('HGET', keys.offsets, each.partition) or '') ~= each.before then
    return {'moved'}
  end
  offsets[#offsets + 1] = each.partition
  offsets[#offsets + 1] = each.after
end

-- Feeds ------------------------------------------------------------------------------------------------------------

-- When the index of a feed does not match its items, Redis has lost data. Only a rebuild from the topic restores it.
for _, feed in ipairs(feeds) do
  if redis.call('ZCARD', feed.index) ~= redis.call('HLEN', feed.items) then
    redis.call('SET', keys.incomplete, 'a part was lost of ' .. feed.name)
    return {'wait'}
  end
end

-- The order and the item of a post in a feed, or nothing.
local function stored(feed, post)
  local entry = redis.call('HGET', feed.items, post)
  if not entry then
    return nil, nil
  end
  local space = string.find(entry, ' ', 1, true)
  return tonumber(string.sub(entry, 1, space - 1)), string.sub(entry, space + 1)
end

local function post_at(feed, rank)
  return redis.call('ZREVRANGE', feed.index, rank, rank)[1]
end

-- Writes the list of a feed again from its index and items.
local function rewrite(feed)
  redis.call('DEL', feed.list)
  local posts = redis.call('ZREVRANGE', feed.index, 0, feed.size - 1)
  for _, post in ipairs(posts) do
    local _, item = stored(feed, post)
    redis.call('RPUSH', feed.list, item)
  end
end

-- Trims or extends the list to its size, after an item was added or removed.
local function fill(feed)
  local length = redis.call('LLEN', feed.list)
  if length > feed.size then
    redis.call('LTRIM', feed.list, 0, feed.size - 1)
  elseif length < feed.size then
    local post = post_at(feed, length)
    if post then
      local _, item = stored(feed, post)
      redis.call('RPUSH', feed.list, item)
    end
  end
end

-- Inserts the item of a post into the list, at the place that the post has in the index.
local function insert(feed, post, item)
  local rank = redis.call('ZREVRANK', feed.index, post)
  if rank == 0 then
    redis.call('LPUSH', feed.list, item)
  elseif rank < feed.size then
    local _, newer = stored(feed, post_at(feed, rank - 1))
    if redis.call('LINSERT', feed.list, 'AFTER', newer, item) == -1 then
      rewrite(feed)
    end
  end
end

local function below_horizon(feed, time, post)
  local horizon = redis.call('GET', feed.horizon)
  if not horizon then
    return false
  end
  local space = string.find(horizon, ' ', 1, true)
  local horizon_time = tonumber(string.sub(horizon, 1, space - 1))
  return time < horizon_time or (time == horizon_time and post <= string.sub(horizon, space + 1))
end

-- Removes a post from a feed. True when the feed had the post.
local function remove(feed, post)
  local _, item = stored(feed, post)
  if not item then
    return false
  end
  redis.call('LREM', feed.list, 1, item)
  redis.call('ZREM', feed.index, post)
  redis.call('HDEL', feed.items, post)
  fill(feed)
  return true
end

-- Inserts or replaces a post in a feed. True when the feed has changed.
local function put(feed, post, order, time, item)
  if below_horizon(feed, tonumber(time), post) then
    return remove(feed, post)
  end
  local _, before = stored(feed, post)
  if before then
    redis.call('LREM', feed.list, 1, before)
  end
  redis.call('ZADD', feed.index, time, post)
  redis.call('HSET', feed.items, post, order .. ' ' .. item)
  insert(feed, post, item)
  fill(feed)
  while redis.call('ZCARD', feed.index) > feed.capacity do
    local lowest = redis.call('ZPOPMIN', feed.index)
    redis.call('HDEL', feed.items, lowest[1])
    redis.call('SET', feed.horizon, lowest[2] .. ' ' .. lowest[1])
  end
  return true
end

-- A list whose length does not match its index is written again before it is used: another program wrote it, or the configured size
-- has changed.
for _, feed in ipairs(feeds) do
  if redis.call('LLEN', feed.list) ~= math.min(redis.call('ZCARD', feed.index), feed.size) then
    rewrite(feed)
  end
end

-- Changes ----------------------------------------------------------------------------------------------------------

-- The order of the newest change of a post, and its item unless the post is deleted.
local function known(feeds_of_post, post)
  local newest = tonumber(redis.call('HGET', keys.deleted_orders, post) or nil)
  local newest_item
  for _, feed in ipairs(feeds_of_post) do
    local order, item = stored(feed, post)
    if order and (not newest or order > newest) then
      newest, newest_item = order, item
    end
  end
  return newest, newest_item
end

local function remember_delete(change)
  redis.call('ZADD', keys.deleted, change.time, change.post)
  redis.call('HSET', keys.deleted_orders, change.post, change.order)
  if redis.call('ZCARD', keys.deleted) > batch.deleted_capacity then
    redis.call('HDEL', keys.deleted_orders, redis.call('ZPOPMIN', keys.deleted)[1])
  end
end

-- An item with the type and the time of another event. A quote inside a JSON string is escaped, so a text never contains these names.
local function at_moment(item, moment)
  local from = string.find(item, ',"event_type":', 1, true)
  local to = string.find(item, ',"title":', from, true)
  return string.sub(item, 1, from - 1) .. moment .. string.sub(item, to)
end

-- Appends to the live log, which keeps as many entries as the feed has items.
local function append(feed, kind, item)
  redis.call('XADD', keys.live, 'MAXLEN', feed.size, '*', 'kind', kind, 'item', item)
end

local function delete(change, feeds_of_post)
  local was_there = false
  for _, feed in ipairs(feeds_of_post) do
    was_there = remove(feed, change.post) or was_there
  end
  remember_delete(change)
  for _, feed in ipairs(feeds_of_post) do
    if was_there and feed.live then
      append(feed, 'delete', '{"post_id":' .. cjson.encode(change.post) .. ',"user_id":' .. change.user
        .. ',"event_type":"post.deleted"}')
    end
  end
end

-- True when the change made a difference.
local function apply(change, text)
  local feeds_of_post = {}
  for place, number in ipairs(change.feeds) do
    feeds_of_post[place] = feeds[number]
  end
  local newest, item = known(feeds_of_post, change.post)
  if newest and tonumber(change.order) <= newest then
    return false
  end
  if change.kind == 'delete' then
    delete(change, feeds_of_post)
    return true
  end
  if change.kind == 'touch' then
    if not item then
      return false
    end
    text = at_moment(item, text)
  end
  local changed = false
  for _, feed in ipairs(feeds_of_post) do
    changed = put(feed, change.post, change.order, change.time, text) or changed
  end
  for _, feed in ipairs(feeds_of_post) do
    if feed.live and redis.call('HEXISTS', feed.items, change.post) == 1 then
      append(feed, change.kind, text)
    end
  end
  return changed
end

local applied, skipped = 0, 0
local newest = 0
for number, change in ipairs(batch.changes) do
  if apply(change, ARGV[1 + number]) then
    applied = applied + 1
    newest = math.max(newest, tonumber(change.time))
  else
    skipped = skipped + 1
  end
end

-- Results -----------------------------------------------------------------------------------------------------------

-- The topic still has the posts that were below the horizon. When a list has become too short, a rebuild adds them.
for _, feed in ipairs(feeds) do
  local posts = redis.call('ZCARD', feed.index)
  local has_more = redis.call('EXISTS', feed.horizon) == 1
  if posts < feed.size and has_more then
    redis.call('SET', keys.incomplete, 'deletes used up the surplus of ' .. feed.name)
  end
  redis.call((posts > 0 or has_more) and 'SADD' or 'SREM', keys.feeds, feed.name)
end
if batch.read_by_clients then
  redis.call('HINCRBY', keys.counters, 'events_applied', applied)
  redis.call('HINCRBY', keys.counters, 'events_skipped', skipped)
  redis.call('HINCRBY', keys.counters, 'dead_letters', batch.dead_letters)
  if newest > tonumber(redis.call('HGET', keys.counters, 'last_event_at') or 0) then
    redis.call('HSET', keys.counters, 'last_event_at', string.format('%.0f', newest))
  end
end
if #offsets > 0 then
  redis.call('HSET', keys.offsets, unpack(offsets))
end
return {'applied', applied, skipped}
