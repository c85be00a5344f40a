import { createApp } from 'vue'
import { createAddressState } from '../address'
import { textsLanguageFor } from '../texts'
import { followLook, loadLocaleOf } from '../use-look'
import CredentialsPage from './CredentialsPage.vue'
import { keepCredentials, missingOf, readCredentials, type Credentials } from './credentials'
import { sdkTexts } from './texts'

/** Resolves once everything is there that the SDK wants to know; asks for what is missing. */
export async function askForCredentials(root: HTMLElement): Promise<void> {
  const known = readCredentials()
  keepCredentials(missingOf(known).length === 0 ? known : await ask(root, known))
}

async function ask(root: HTMLElement, known: Credentials): Promise<Credentials> {
  const address = createAddressState()
  const texts = sdkTexts[textsLanguageFor(address.current.value.lang)]
  const locale = await loadLocaleOf(address)
  return new Promise((resolve) => {
    const app = createApp(CredentialsPage, {
      known,
      texts,
      onComplete(credentials: Credentials) {
        app.unmount()
        resolve(credentials)
      },
    })
    app.runWithContext(() => followLook(address, locale, () => texts.title))
    app.mount(root)
  })
}
