import { listen, type RingingBrowser } from './browser'

/** A place where sound can come out. */
export interface OutputDevice {
  deviceId: string
  /** Empty until the user has allowed the microphone, as browsers demand. */
  label: string
}

/**
 * Follows the devices from which sound can come, until the returned function is called. `onDevices`
 * gets the whole list each time; it is empty where the browser has none.
 */
export function followOutputDevices(
  browser: RingingBrowser,
  onDevices: (devices: readonly OutputDevice[]) => void,
  onError: (error: unknown) => void,
): () => void {
  const devices = browser.navigator?.mediaDevices
  if (!devices) return () => {}
  let isOver = false

  function read() {
    devices!.enumerateDevices().then((all) => {
      if (isOver) return
      onDevices(
        all
          .filter(({ kind, deviceId }) => kind === 'audiooutput' && deviceId !== '')
          .map(({ deviceId, label }) => ({ deviceId, label })),
      )
    }, onError)
  }

  const off = listen(devices, ['devicechange'], read)
  read()
  return () => {
    isOver = true
    off()
  }
}
