import { createHash } from 'node:crypto'

/** A script and the name under which the engine keeps it. */
export interface Script {
  source: string
  sha: string
}

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
 * place, may have lost the newest entries: every log then goes on above all numbers that were ever given out.
 */
const NUMBERS = `
local function findStart(key, now, perMs, ttl)
  local info = redis.pcall('INFO', 'server')
  local run = type(info) == 'string' and string.match(info, 'run_id:(%x+)') or 'unknown'
  local known = redis.call('HMGET', key, 'run', 'start')
  local start = tonumber(known[2] or 0)
  if known[1] ~= run then
    start = now * perMs
    redis.call('HSET', key, 'run', run, 'start', whole(start))
  end
  redis.call('PEXPIRE', key, ttl)
  return start, run
end
local function lastOf(key, start, now, perMs)
  local last = tonumber(redis.call('GET', key) or now * perMs)
  return math.max(last, start)
end
`

/**
 * ARGV: time or '', then for each command its name, the number of its key, the count of its arguments and those.
 * `PAGE` takes the members of a sorted set, then the fields of a hash that they stand for.
 */
export const READ = script(`
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
  else
    answers[#answers + 1] = redis.call(name, key, unpack(ARGV, first, first + count - 1))
  end
  at = first + count
end
return answers
`)

/**
 * ARGV: time or '', numbers per millisecond, the lengths of logs and of the bus, their lifetime and that of numbers;
 * the count of expectations and for each the number of its key, whether a value is expected, and which;
 * the count of commands, each as in {@link READ};
 * then for each appended text the numbers of the keys of its log and of the log's number, its log, and itself.
 * KEYS begin with the bus, its number, and the engine's run.
 */
export const COMMIT = script(`
${TIME}
${NUMBERS}
local perMs, logLength, busLength, logTtl, numberTtl = tonumber(ARGV[2]), ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local at = 7
local expectations = tonumber(ARGV[at])
at = at + 1
for _ = 1, expectations do
  local wanted = ARGV[at + 1] == '1' and ARGV[at + 2]
  if redis.call('GET', KEYS[tonumber(ARGV[at])]) ~= wanted then return 0 end
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

local now = timeOr(ARGV[1])
local start = findStart(KEYS[3], now, perMs, numberTtl)
local numbers, logs = {}, {}
local bus = lastOf(KEYS[2], start, now, perMs)
while at <= #ARGV do
  local log, number, name, text = KEYS[tonumber(ARGV[at])], KEYS[tonumber(ARGV[at + 1])], ARGV[at + 2], ARGV[at + 3]
  local seq = whole((numbers[number] or lastOf(number, start, now, perMs)) + 1)
  numbers[number] = tonumber(seq)
  logs[log] = true
  bus = bus + 1
  redis.call('XADD', log, 'MAXLEN', logLength, seq .. '-0', 'text', text)
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', busLength, whole(bus) .. '-0', 'log', name, 'seq', seq, 'text', text)
  at = at + 4
end
for log in pairs(logs) do redis.call('PEXPIRE', log, logTtl) end
redis.call('PEXPIRE', KEYS[1], logTtl)
for number, seq in pairs(numbers) do redis.call('SET', number, whole(seq), 'PX', numberTtl) end
redis.call('SET', KEYS[2], whole(bus), 'PX', numberTtl)
return 1
`)

/**
 * KEYS: a log, its number, and the engine's run. ARGV: time or '', numbers per millisecond, lifetime of numbers, the
 * number to read after, how many. Sees to it that the log has a number, and answers which, the run, and the entries.
 */
export const READ_LOG = script(`
${TIME}
${NUMBERS}
local now, perMs = timeOr(ARGV[1]), tonumber(ARGV[2])
local start, run = findStart(KEYS[3], now, perMs, ARGV[3])
local last = whole(lastOf(KEYS[2], start, now, perMs))
redis.call('SET', KEYS[2], last, 'PX', ARGV[3])
return { last, run, redis.call('XRANGE', KEYS[1], '(' .. ARGV[4], '+', 'COUNT', ARGV[5]) }
`)

function script(source: string): Script {
  return { source, sha: createHash('sha1').update(source).digest('hex') }
}
