import { act, renderHook, waitFor } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { useAddressView, type AddressView } from './use-address-view'

type View = { day: string; text: string }

const address: AddressView<View> = {
  read: (query) => ({ day: query.get('day') ?? '', text: query.get('text') ?? '' }),
  write(view, rest) {
    const query = new URLSearchParams(rest)
    for (const key of ['day', 'text'] as const) {
      if (view[key] === '') query.delete(key)
      else query.set(key, view[key])
    }
    return query
  },
  textOf: ({ text }) => text,
}

beforeEach(() => history.replaceState(null, '', '/history'))

const shown = () => renderHook(() => useAddressView(address))
type Shown = ReturnType<typeof shown>['result']
const change = (of: Shown, to: Partial<View>, step?: 'step') =>
  act(() => of.current[1]((view) => ({ ...view, ...to }), step))

test('Back leads to what was shown before, also where the router has not heard of the step yet', async () => {
  const { result } = shown()
  change(result, { day: 'yesterday' }, 'step')
  expect(location.search).toBe('?day=yesterday')
  act(() => history.back())
  await waitFor(() => expect(result.current[0].day).toBe(''))
  expect(location.search).toBe('')
  act(() => history.forward())
  await waitFor(() => expect(result.current[0].day).toBe('yesterday'))
})

test('a link to another view of the page is followed, and what is written meanwhile is not lost', () => {
  const { result } = shown()
  change(result, { text: 'db' })
  change(result, { day: 'today' })
  expect(result.current[0]).toEqual({ day: 'today', text: 'db' })
  act(() => history.pushState(null, '', '/history?day=week'))
  expect(result.current[0]).toEqual({ day: 'week', text: '' })
})

test('the address follows what somebody types a moment behind, and at once where a link is followed', async () => {
  const { result } = shown()
  change(result, { text: 'd' })
  change(result, { text: 'db' })
  expect(location.search).toBe('')
  await waitFor(() => expect(location.search).toBe('?text=db'))
  change(result, { text: 'db-' })
  act(() => document.body.click())
  expect(location.search).toBe('?text=db-')
})
