import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { areKeysHeld, later, laterOnPage } from './later'

/** A part whose script comes when it is told to. */
function slowPart() {
  let come: (part: (props: { open: boolean; begun: string }) => React.ReactNode) => void = () => undefined
  const Part = later<{ open: boolean; begun: string }>(
    () => new Promise((resolve) => (come = resolve)),
    ({ open }) => open,
  )
  const arrive = () => act(async () => come(({ begun }) => <p>begun with {begun}</p>))
  return { Part, arrive }
}

test('letters that are typed before a part has come are no shortcuts of the page; other keys are', async () => {
  const { Part, arrive } = slowPart()
  const heard = vi.fn()
  render(
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- as a page hears its shortcuts
    <div onKeyDown={({ key }) => heard(key)}>
      <button type="button">Rename</button>
      <Part open begun="" />
    </div>,
  )
  const user = userEvent.setup()
  await user.tab()
  await user.keyboard('g')
  expect(areKeysHeld()).toBe(true)
  await user.keyboard('{Escape}')
  await arrive()
  expect(areKeysHeld()).toBe(false)
  await user.keyboard('h')
  expect(heard.mock.calls.flat().filter((key) => key !== 'Tab')).toEqual(['Escape', 'h'])
})

test('a field on the page keeps the letters that are typed into it', async () => {
  const { Part, arrive } = slowPart()
  render(
    <>
      <input aria-label="Search the table" />
      <Part open begun="" />
    </>,
  )
  const field = screen.getByLabelText<HTMLInputElement>('Search the table')
  await userEvent.setup().type(field, 'web')
  expect(field.value).toBe('web')
  await arrive()
})

test('what stands there meanwhile hears every letter, and the part goes on with them', async () => {
  const { Part, arrive } = slowPart()
  let begun = ''
  const shown = () => (
    <Part
      open
      begun={begun}
      meanwhile={
        <div role="dialog">
          <input aria-label="Search" onChange={({ target }) => (begun = target.value)} />
        </div>
      }
    />
  )
  const { rerender } = render(shown())
  await userEvent.setup().type(screen.getByLabelText('Search'), 'power on')
  expect(begun).toBe('power on')
  rerender(shown())
  await arrive()
  expect(screen.getByText('begun with power on')).toBeTruthy()
})

test('nothing is held for a part that is not wanted', () => {
  const Part = later<{ open: boolean }>(
    async () => () => null,
    ({ open }) => open,
  )
  render(<Part open={false} />)
  expect(areKeysHeld()).toBe(false)
})

test('what comes later on the page itself leaves the page its shortcuts', async () => {
  let come: (part: () => React.ReactNode) => void = () => undefined
  const Part = laterOnPage<object>(() => new Promise((resolve) => (come = resolve)))
  render(<Part meanwhile={<p>its room</p>} />)
  expect(screen.getByText('its room')).toBeTruthy()
  expect(areKeysHeld()).toBe(false)
  await act(async () => come(() => <p>it</p>))
  expect(screen.getByText('it')).toBeTruthy()
})
