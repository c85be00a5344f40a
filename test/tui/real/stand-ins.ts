import Module from 'node:module'

/** Takes every call, property and construction, and gives more of the same. */
function nothing(name: string): unknown {
  return new Proxy(function () {}, {
    get(target, key) {
      if (key === 'then') return undefined
      if (key === 'prototype') return target.prototype as unknown
      if (key === Symbol.toPrimitive || key === 'toString') return () => name
      return nothing(`${name}.${String(key)}`)
    },
    set: () => true,
    apply: () => nothing(`${name}()`),
    construct: () => nothing(name) as object,
  })
}

/** An object whose every property is its own name: enumerations that only need to differ. */
const namesOf = (known: object = {}) =>
  new Proxy(known, {
    get: (target, key) => (key in target ? (target as never)[key] : String(key)),
  })

/** Lets the SDK believe that it runs in a browser. */
export function standInForBrowser() {
  const browser = {
    window: globalThis,
    self: globalThis,
    document: nothing('document'),
    location: new URL('http://localhost/'),
    localStorage: { getItem: () => null, setItem() {}, removeItem() {} },
    navigator: {
      userAgent:
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36',
      platform: 'Linux',
      language: 'en',
      mediaDevices: nothing('mediaDevices'),
    },
    addEventListener() {},
    removeEventListener() {},
  }
  for (const [key, value] of Object.entries(browser)) {
    Object.defineProperty(globalThis, key, { value, configurable: true, writable: true })
  }
}

/** Media: enters and leaves at once, and does nothing else. */
function createCloud(): object {
  const listeners = new Map<string, (value: number) => void>()
  const tell = (event: string, value: number) => setTimeout(() => listeners.get(event)?.(value), 0)
  const cloud: Record<string | symbol, unknown> = {
    on: (event: string, listener: (value: number) => void) => listeners.set(event, listener),
    enterRoom: () => tell('onEnterRoom', 1),
    exitRoom: () => tell('onExitRoom', 0),
    createSubCloud: () => createCloud(),
    getSDKVersion: () => '2.10.4',
    _log: {
      createLogger: () => cloud._log,
      debug() {},
      info() {},
      warn() {},
      error() {},
      log() {},
    },
    then: undefined,
  }
  return new Proxy(cloud, {
    get: (target, key) => (key in target ? target[key] : () => Promise.resolve()),
  })
}

/** Lets the SDK load what it is made of: only its own code is real. */
export function standInForDependencies() {
  const cloud = createCloud()
  const chat = {
    EVENT: namesOf(),
    TYPES: namesOf(),
    TSignaling: namesOf(),
    VERSION: '3.5.9',
    create: () => null,
  }
  const trtc = new Proxy(
    { __esModule: true, default: { getTRTCShareInstance: () => cloud } },
    {
      get: (target, key) => (key in target ? (target as never)[key] : namesOf(function () {})),
    },
  )
  class Detector {
    isRTCSupported = () => true
    getSystem = () => ({ browser: { name: 'Chrome', version: '130' }, OS: 'Linux', UA: '' })
  }
  const modules: Record<string, unknown> = {
    '@tencentcloud/chat': { ...chat, default: chat },
    'trtc-cloud-js-sdk': trtc,
    'rtc-detect': Detector,
  }
  type Load = (request: string, ...more: unknown[]) => unknown
  const loader = Module as unknown as { _load: Load }
  const load = loader._load
  loader._load = (request, ...more) => {
    if (request.startsWith('tcplayer')) return nothing(request)
    return modules[request] ?? load(request, ...more)
  }
}
