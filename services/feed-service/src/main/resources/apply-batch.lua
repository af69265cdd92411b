-- Applies one batch of changes to the streams, whole or not at all, and notes how far the topic has been read.
--
-- A stream is the list that clients see, and what is needed to keep it true:
--   feed:activity:<name>  LIST    items, newest first: always exactly the top of the index
--   feed:index:<name>     ZSET    post -> time of its last change; holds more posts than the list, to fill it up after a delete
--   feed:items:<name>     HASH    post -> "<order> <item>" for each post in the index
--   feed:horizon:<name>   STRING  "<time> <post>", the newest that the index had no room for; nothing at or beneath it comes back
-- where <name> is "global" or "user:<id>". Beside them:
--   feed:positions        HASH    partition -> offset of the last record that the streams hold
--   feed:deleted          ZSET    post -> time of its delete, the latest ones only: an older change must not bring it back
--   feed:deleted:orders   HASH    post -> order of its delete
--   feed:streams          SET     the names of all streams that there is anything of
--   feed:incomplete       STRING  why the streams have to be built anew from the topic: a stream is shorter than it could be, ...
-- The same keys below "feed:rebuild:<run>:" are streams that are being built, and that take the place of these when they are
-- done (swap.lua). Of the streams that are read there are also:
--   feed:live             STREAM  the last changes of the global stream, for those who listen
--   feed:counters         HASH    events_applied, events_skipped, dead_letters, last_event_at (milliseconds)
--   feed:hold             STRING  is there, for a moment, while a rebuild makes its last step: nothing is applied
--
-- The order of a change is a whole number below 2^53, so that a Lua number holds it; it is stored as the text it came in.
-- Same time, then the post id decides. The work for a change is bounded by the size of the lists.
--
-- ARGV: what all keys begin with, the limits (below), then for each partition: number, position before the batch ("" for
--       none), position after it; then for each change: kind, post, user, order, time, text. Kinds: "put" (text is the item),
--       "touch" (text is the part of the item that tells what happened and when; the rest stays as it is), "delete".
-- Returns {"applied", applied, skipped}, or having changed nothing {"moved"}, when a partition's position is not the one that
-- the caller took for granted, or {"wait"}, when a rebuild is in its last step, or is needed before anything can be applied.

local argument = 0
local function argument_next()
  argument = argument + 1
  return ARGV[argument]
end

local prefix = argument_next()
local read_by_clients = prefix == 'feed:'
local global_size = tonumber(argument_next())
local global_capacity = tonumber(argument_next())
local user_size = tonumber(argument_next())
local user_capacity = tonumber(argument_next())
local deleted_capacity = tonumber(argument_next())
local dead_letters = argument_next()
local partitions = tonumber(argument_next())

if read_by_clients and redis.call('EXISTS', 'feed:hold') == 1 then
  return {'wait'}
end

-- How far the topic has been read ----------------------------------------------------------------------------------

local reached = {}
for _ = 1, partitions do
  local partition, before, after = argument_next(), argument_next(), argument_next()
  if (redis.call('HGET', prefix .. 'positions', partition) or '') ~= before then
    return {'moved'}
  end
  reached[#reached + 1] = partition
  reached[#reached + 1] = after
end

-- Streams ----------------------------------------------------------------------------------------------------------

local function stream_named(name, size, capacity)
  return {
    name = name,
    list = prefix .. 'activity:' .. name,
    index = prefix .. 'index:' .. name,
    items = prefix .. 'items:' .. name,
    horizon = prefix .. 'horizon:' .. name,
    size = size,
    capacity = capacity,
  }
end

-- The streams that the changes are about, by name. One whose index and items do not fit each other has lost a part: only the
-- topic knows what it held.
local streams = {global = stream_named('global', global_size, global_capacity)}
for user = argument + 3, #ARGV, 6 do
  local name = 'user:' .. ARGV[user]
  streams[name] = streams[name] or stream_named(name, user_size, user_capacity)
end
for name, stream in pairs(streams) do
  if redis.call('ZCARD', stream.index) ~= redis.call('HLEN', stream.items) then
    redis.call('SET', prefix .. 'incomplete', 'a part was lost of ' .. name)
    return {'wait'}
  end
end

-- The order and the item of a post in a stream, or nothing.
local function held(stream, post)
  local entry = redis.call('HGET', stream.items, post)
  if not entry then
    return nil, nil
  end
  local space = string.find(entry, ' ', 1, true)
  return tonumber(string.sub(entry, 1, space - 1)), string.sub(entry, space + 1)
end

local function post_at(stream, rank)
  return redis.call('ZREVRANGE', stream.index, rank, rank)[1]
end

-- Writes the list anew from the index.
local function rewrite(stream)
  redis.call('DEL', stream.list)
  local posts = redis.call('ZREVRANGE', stream.index, 0, stream.size - 1)
  for _, post in ipairs(posts) do
    local _, item = held(stream, post)
    redis.call('RPUSH', stream.list, item)
  end
end

-- Gives the list its length back after an item came or went.
local function fit(stream)
  local length = redis.call('LLEN', stream.list)
  if length > stream.size then
    redis.call('LTRIM', stream.list, 0, stream.size - 1)
  elseif length < stream.size then
    local post = post_at(stream, length)
    if post then
      local _, item = held(stream, post)
      redis.call('RPUSH', stream.list, item)
    end
  end
end

-- Puts the item of a post that is in the index already at its place in the list.
local function insert(stream, post, item)
  local rank = redis.call('ZREVRANK', stream.index, post)
  if rank == 0 then
    redis.call('LPUSH', stream.list, item)
  elseif rank < stream.size then
    local _, newer = held(stream, post_at(stream, rank - 1))
    if redis.call('LINSERT', stream.list, 'AFTER', newer, item) == -1 then
      rewrite(stream)
    end
  end
end

local function beneath_horizon(stream, time, post)
  local horizon = redis.call('GET', stream.horizon)
  if not horizon then
    return false
  end
  local space = string.find(horizon, ' ', 1, true)
  local horizon_time = tonumber(string.sub(horizon, 1, space - 1))
  return time < horizon_time or (time == horizon_time and post <= string.sub(horizon, space + 1))
end

-- Takes a post out of a stream. True when the post was there.
local function remove(stream, post)
  local _, item = held(stream, post)
  if not item then
    return false
  end
  redis.call('LREM', stream.list, 1, item)
  redis.call('ZREM', stream.index, post)
  redis.call('HDEL', stream.items, post)
  fit(stream)
  return true
end

-- Puts a post, new or changed, at its place in a stream. True when the stream is another one now.
local function put(stream, post, order, time, item)
  if beneath_horizon(stream, tonumber(time), post) then
    return remove(stream, post)
  end
  local _, before = held(stream, post)
  if before then
    redis.call('LREM', stream.list, 1, before)
  end
  redis.call('ZADD', stream.index, time, post)
  redis.call('HSET', stream.items, post, order .. ' ' .. item)
  insert(stream, post, item)
  fit(stream)
  while redis.call('ZCARD', stream.index) > stream.capacity do
    local lowest = redis.call('ZPOPMIN', stream.index)
    redis.call('HDEL', stream.items, lowest[1])
    redis.call('SET', stream.horizon, lowest[2] .. ' ' .. lowest[1])
  end
  return true
end

-- A list that does not fit its index (another program wrote it, or its size was configured anew) is put right before it is used.
for _, stream in pairs(streams) do
  if redis.call('LLEN', stream.list) ~= math.min(redis.call('ZCARD', stream.index), stream.size) then
    rewrite(stream)
  end
end

-- Changes ----------------------------------------------------------------------------------------------------------

-- What is known of a post: the order of its newest change, and its item where it is live.
local function known(streams_of_post, post)
  local newest = tonumber(redis.call('HGET', prefix .. 'deleted:orders', post) or nil)
  local newest_item
  for _, stream in ipairs(streams_of_post) do
    local order, item = held(stream, post)
    if order and (not newest or order > newest) then
      newest, newest_item = order, item
    end
  end
  return newest, newest_item
end

local function bury(post, order, time)
  redis.call('ZADD', prefix .. 'deleted', time, post)
  redis.call('HSET', prefix .. 'deleted:orders', post, order)
  if redis.call('ZCARD', prefix .. 'deleted') > deleted_capacity then
    redis.call('HDEL', prefix .. 'deleted:orders', redis.call('ZPOPMIN', prefix .. 'deleted')[1])
  end
end

-- An item with another moment. A quote inside a JSON string is escaped, so these marks are found nowhere but in their place.
local function at_moment(item, moment)
  local from = string.find(item, ',"event_type":', 1, true)
  local to = string.find(item, ',"title":', from, true)
  return string.sub(item, 1, from - 1) .. moment .. string.sub(item, to)
end

-- Lets those who listen know. What is no longer in the log they have missed.
local function tell(kind, post, user, item)
  if not read_by_clients then
    return
  end
  if kind == 'delete' then
    item = '{"post_id":' .. cjson.encode(post) .. ',"user_id":' .. user .. ',"event_type":"post.deleted"}'
  end
  redis.call('XADD', 'feed:live', 'MAXLEN', global_size, '*', 'kind', kind, 'item', item)
end

-- True when the change made a difference.
local function apply(kind, post, user, order, time, text)
  local streams_of_post = {streams.global, streams['user:' .. user]}
  local newest, item = known(streams_of_post, post)
  if newest and tonumber(order) <= newest then
    return false
  end
  if kind == 'delete' then
    local was_there = false
    for _, stream in ipairs(streams_of_post) do
      was_there = remove(stream, post) or was_there
    end
    bury(post, order, time)
    if was_there then
      tell(kind, post, user)
    end
    return true
  end
  if kind == 'touch' then
    if not item then
      return false
    end
    text = at_moment(item, text)
  end
  local in_global = put(streams.global, post, order, time, text)
  local in_users = put(streams['user:' .. user], post, order, time, text)
  if redis.call('HEXISTS', streams.global.items, post) == 1 then
    tell(kind, post, user, text)
  end
  return in_global or in_users
end

local applied, skipped = 0, 0
local newest = 0
while argument < #ARGV do
  local kind, post, user = argument_next(), argument_next(), argument_next()
  local order, time, text = argument_next(), argument_next(), argument_next()
  if apply(kind, post, user, order, time, text) then
    applied = applied + 1
    newest = math.max(newest, tonumber(time))
  else
    skipped = skipped + 1
  end
end

-- What became of it ------------------------------------------------------------------------------------------------

-- What the index had no room for is on the topic still, and there is room for it now.
for name, stream in pairs(streams) do
  local posts = redis.call('ZCARD', stream.index)
  local has_more = redis.call('EXISTS', stream.horizon) == 1
  if posts < stream.size and has_more then
    redis.call('SET', prefix .. 'incomplete', 'deletes used up the surplus of ' .. name)
  end
  redis.call((posts > 0 or has_more) and 'SADD' or 'SREM', prefix .. 'streams', name)
end
if read_by_clients then
  redis.call('HINCRBY', 'feed:counters', 'events_applied', applied)
  redis.call('HINCRBY', 'feed:counters', 'events_skipped', skipped)
  redis.call('HINCRBY', 'feed:counters', 'dead_letters', dead_letters)
  if newest > tonumber(redis.call('HGET', 'feed:counters', 'last_event_at') or 0) then
    redis.call('HSET', 'feed:counters', 'last_event_at', string.format('%.0f', newest))
  end
end
if partitions > 0 then
  redis.call('HSET', prefix .. 'positions', unpack(reached))
end
return {'applied', applied, skipped}
