import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { router } from '../testing/navigation'
import { Link } from './link'

/** Presses it, and says whether the press is left to the browser, which jsdom is spared. */
function press(how: MouseEventInit = {}): boolean {
  let isLeft = false
  const after = (event: Event) => {
    isLeft = !event.defaultPrevented
    event.preventDefault()
  }
  addEventListener('click', after, { once: true })
  fireEvent.click(screen.getByRole('link'), { button: 0, ...how })
  return isLeft
}

test('a press goes on within the console, and the browser loads nothing', () => {
  render(<Link href="/vms?host=esx-02">VMs</Link>)
  expect(press()).toBe(false)
  expect(router.push).toHaveBeenCalledWith('/vms?host=esx-02', { scroll: true })
})

test('a press that opens a tab, a window or a download is left to the browser', () => {
  const { rerender } = render(<Link href="/vms">VMs</Link>)
  for (const how of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }])
    expect(press(how)).toBe(true)
  for (const elsewhere of [{ target: '_blank' }, { download: 'a.csv' }]) {
    rerender(
      <Link href="/vms" {...elsewhere}>
        VMs
      </Link>,
    )
    expect(press()).toBe(true)
  }
  rerender(<Link href="https://other.example/vms">VMs</Link>)
  expect(press()).toBe(true)
  expect(router.push).not.toHaveBeenCalled()
})

test('who presses may be told first, and can keep the page', () => {
  render(
    <Link href="/vms" onClick={(event) => event.preventDefault()} scroll={false}>
      VMs
    </Link>,
  )
  press()
  expect(router.push).not.toHaveBeenCalled()
})
