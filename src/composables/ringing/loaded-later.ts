// Everything that is loaded once somebody may call: what makes a sound, and tells of calls outside of the page.
export { followOutputDevices } from './output-devices'
export { useRingBack } from './ring-back'
export { createRinger } from './ringer'
