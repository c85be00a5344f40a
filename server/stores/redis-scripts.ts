import { createHash } from 'node:crypto'

/** A script and the name under which the engine keeps it. */
export interface Script {
  source: string
  sha: string
}

/*
 * The first line of each script has the engine hold it to what it says of itself: keys in one slot only, also those
 * that it would make up, and no writing where it reads.
 */

/** A script can unpack no more than about 8,000 values. */
const TEXTS_PER_ENTRY = 500

/** The engine's time, unless another one is given: milliseconds. */
const TIME = `
local function timeOr(given)
  if given ~= '' then return tonumber(given) end
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
local function whole(number) return string.format('%.0f', number) end
`

/**
 * Numbers of logs: one after another, begun at the clock. An engine that was started anew, or another one in its
 * place, may have lost the newest entries: every log then goes on above all numbers that were ever given out. Which life
 * of the engine this is stays the same for as long as a connection does; who knows it already need not have it looked up.
 * The number of the bus has that life and where it began beside it.
 */
const NUMBERS = `
local function runOf(given)
  if given ~= '' then return given end
  local info = redis.pcall('INFO', 'server')
  return type(info) == 'string' and string.match(info, 'run_id:(%x+)') or 'unknown'
end
local function readBus(text, run, now, perMs)
  local last, start, known = string.match(text or '', '^(%d+) (%d+) (%w+)$')
  if known == run then return tonumber(last), tonumber(start), false end
  return now * perMs, now * perMs, true
end
local function writeBus(key, last, start, run, ttl)
  redis.call('SET', key, whole(last) .. ' ' .. whole(start) .. ' ' .. run, 'PX', ttl)
end
local function lastOf(text, start, now, perMs)
  return math.max(tonumber(text or now * perMs), start)
end
`

/**
 * ARGV: time or '', then for each command its name, the number of its key, the count of its arguments and those.
 * `MGET` has the numbers of its keys for arguments. `PAGE` takes the members of a sorted set, then the fields of a hash that they stand for.
 */
export const READ = script(`#!lua flags=no-writes
${TIME}
local answers = { whole(timeOr(ARGV[1])) }
local at = 2
while at <= #ARGV do
  local name, key, count = ARGV[at], KEYS[tonumber(ARGV[at + 1])], tonumber(ARGV[at + 2])
  local first = at + 3
  if name == 'PAGE' then
    local hash, prefix = KEYS[tonumber(ARGV[first])], tonumber(ARGV[first + 1])
    local members = redis.call('ZRANGEBYLEX', key, ARGV[first + 2], '+', 'LIMIT', 0, ARGV[first + 3])
    local fields = {}
    for index, member in ipairs(members) do fields[index] = string.sub(member, prefix + 1) end
    answers[#answers + 1] = #fields > 0 and redis.call('HMGET', hash, unpack(fields)) or {}
  elseif name == 'MGET' then
    local keys = {}
    for index = first, first + count - 1 do keys[#keys + 1] = KEYS[tonumber(ARGV[index])] end
    answers[#answers + 1] = redis.call(name, unpack(keys))
  else
    answers[#answers + 1] = redis.call(name, key, unpack(ARGV, first, first + count - 1))
  end
  at = first + count
end
return answers
`)

/**
 * ARGV: time or '', numbers per millisecond, the engine's run or '', the lengths of logs and of the bus, their lifetime
 * and that of numbers; when it was decided or '', and how long that may be ago; a mark; the count of expectations and
 * for each the number of its key, whether a value is expected, and which; the count of commands, each as in {@link READ};
 * then for each appended text the numbers of the keys of its log and of the log's number, its log, and itself.
 * KEYS begin with the bus and its number. The bus gets one entry for all that was appended, at most
 * {@link TEXTS_PER_ENTRY} texts long.
 */
export const COMMIT = script(`#!lua
${TIME}
${NUMBERS}
local perMs, run, logLength, busLength = tonumber(ARGV[2]), ARGV[3], ARGV[4], ARGV[5]
local logTtl, numberTtl, decidedAt, mark = ARGV[6], ARGV[7], ARGV[8], ARGV[10]
local now = timeOr(ARGV[1])
if decidedAt ~= '' and now - tonumber(decidedAt) > tonumber(ARGV[9]) then return 0 end
local at = 11
local expectations = tonumber(ARGV[at])
at = at + 1
local expected = {}
for index = 1, expectations do expected[index] = KEYS[tonumber(ARGV[at + 3 * (index - 1)])] end
local found = expectations > 0 and redis.call('MGET', unpack(expected)) or {}
for index = 1, expectations do
  if found[index] ~= (ARGV[at + 1] == '1' and ARGV[at + 2]) then return 0 end
  at = at + 3
end
local commands = tonumber(ARGV[at])
at = at + 1
for _ = 1, commands do
  local first = at + 3
  local last = first + tonumber(ARGV[at + 2]) - 1
  redis.call(ARGV[at], KEYS[tonumber(ARGV[at + 1])], unpack(ARGV, first, last))
  at = last + 1
end
if at > #ARGV then return 1 end

run = runOf(run)
local bus, start = readBus(redis.call('GET', KEYS[2]), run, now, perMs)
local numbers, logs, told = {}, {}, { mark }
local function tell()
  bus = bus + 1
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', busLength, whole(bus) .. '-0', 'mark', unpack(told))
  told = { mark }
end
while at <= #ARGV do
  local log, number, name, text = KEYS[tonumber(ARGV[at])], KEYS[tonumber(ARGV[at + 1])], ARGV[at + 2], ARGV[at + 3]
  local seq = (numbers[number] or lastOf(redis.call('GET', number), start, now, perMs)) + 1
  numbers[number] = seq
  logs[log] = true
  redis.call('XADD', log, 'MAXLEN', logLength, whole(seq) .. '-0', 'text', text)
  for _, part in ipairs({ name, whole(seq), text }) do
    told[#told + 1] = 'entry'
    told[#told + 1] = part
  end
  if #told > 6 * ${TEXTS_PER_ENTRY} then tell() end
  at = at + 4
end
if #told > 1 then tell() end
for log in pairs(logs) do redis.call('PEXPIRE', log, logTtl) end
redis.call('PEXPIRE', KEYS[1], logTtl)
for number, seq in pairs(numbers) do redis.call('SET', number, whole(seq), 'PX', numberTtl) end
writeBus(KEYS[2], bus, start, run, numberTtl)
return 1
`)

/**
 * KEYS: a log, its number, and the number of the bus, which may be the same. ARGV: time or '', numbers per millisecond,
 * lifetime of numbers, the number to read after, how many. Sees to it that the log has a number, and answers which, the
 * run, and the entries.
 */
export const READ_LOG = script(`#!lua
${TIME}
${NUMBERS}
local now, perMs, run = timeOr(ARGV[1]), tonumber(ARGV[2]), runOf('')
local bus, start, isNew = readBus(redis.call('GET', KEYS[3]), run, now, perMs)
if isNew or KEYS[2] == KEYS[3] then writeBus(KEYS[3], bus, start, run, ARGV[3]) end
local last = bus
if KEYS[2] ~= KEYS[3] then
  last = lastOf(redis.call('GET', KEYS[2]), start, now, perMs)
  redis.call('SET', KEYS[2], whole(last), 'PX', ARGV[3])
end
return { whole(last), run, redis.call('XRANGE', KEYS[1], '(' .. ARGV[4], '+', 'COUNT', ARGV[5]) }
`)

function script(source: string): Script {
  return { source, sha: createHash('sha1').update(source).digest('hex') }
}
