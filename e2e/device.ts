import { expect, type Locator, type Page } from '@playwright/test'

export interface DeviceOptions {
  /** Room to be in; nothing for the lobby. */
  room?: string
  /** More of the address, such as `theme`. */
  params?: Record<string, string>
}

/** One tab of one person, by what is to be seen in it. */
export class Device {
  constructor(
    readonly page: Page,
    /** Id of the person; with a capital it is the name. */
    readonly user: string,
  ) {}

  /** Goes there and waits until calls would be heard. */
  async goto({ room, params = {} }: DeviceOptions = {}) {
    await this.page.goto(
      `/?${String(new URLSearchParams({ user: this.user, ...(room && { room }), ...params }))}`,
    )
    if (room) await expect(this.member(this.user)).toBeVisible()
    else await expect(this.page.getByText('Reachable for calls')).toBeVisible()
  }

  /** Somebody's place among the members. */
  member(user: string): Locator {
    return this.page
      .getByRole('list', { name: 'In the room' })
      .getByRole('listitem')
      .filter({ hasText: nameOf(user) })
  }

  get panel(): Locator {
    return this.page.getByRole('region', { name: 'Invited people' })
  }

  /** Somebody's row of the list of invited people. */
  row(user: string): Locator {
    return this.panel.getByRole('listitem').filter({ hasText: nameOf(user) })
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Invite people' })
  }

  /** Everybody whom the dialog offers. */
  get people(): Locator {
    return this.dialog.getByRole('listbox', { name: 'People' })
  }

  /** Somebody's option in the dialog. */
  option(user: string): Locator {
    return this.people.getByRole('option', { name: new RegExp(`^${nameOf(user)}\\b`) })
  }

  /** The card of one call. */
  card(inviter: string, room: string): Locator {
    return this.page.getByRole('region', {
      name: `Invitation from ${nameOf(inviter)} to ${room}`,
      exact: true,
    })
  }

  /** Any card of any call. */
  get cards(): Locator {
    return this.page.getByRole('region', { name: /^Invitation from / })
  }

  /** Clicks in the front: tabs behind others draw so seldom that a click takes seconds. */
  async click(target: Locator) {
    await this.page.bringToFront()
    await target.click()
  }

  /** The button that a card has as long as it rings. */
  joinButton(inviter: string, room: string): Locator {
    return this.card(inviter, room).getByRole('button', { name: /^Join/ })
  }

  async join(inviter: string, room: string) {
    await this.click(this.joinButton(inviter, room))
  }

  async decline(inviter: string, room: string) {
    await this.click(this.card(inviter, room).getByRole('button', { name: /^Decline/ }))
  }

  async openDialog() {
    await this.click(this.page.getByRole('button', { name: 'Invite people' }).first())
    await expect(this.dialog).toBeVisible()
  }

  /** Calls people through the dialog. */
  async call(...users: string[]) {
    await this.openDialog()
    for (const user of users) await this.option(user).click()
    await this.dialog.getByRole('button', { name: /^Call/ }).click()
    await expect(this.dialog).toBeHidden()
  }
}

/** The name that goes with an id. */
export function nameOf(user: string): string {
  return user.charAt(0).toUpperCase() + user.slice(1)
}
