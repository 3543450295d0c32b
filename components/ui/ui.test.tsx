import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { failed, ok, type Result } from '@/lib/result'
import { ProgressBar } from './bars'
import { Button } from './button'
import { ConfirmProvider, useConfirm } from './confirm'
import { Switch } from './switch'

test('a button that cannot be pressed can be reached, says why, and does nothing', async () => {
  const onClick = vi.fn()
  const onSubmit = vi.fn()
  render(
    <form onSubmit={onSubmit}>
      <Button type="submit" onClick={onClick} disabledReason="The VM is already on.">
        Power on
      </Button>
    </form>,
  )
  const user = userEvent.setup()
  await user.tab()
  const button = screen.getByRole('button', { name: 'Power on' })
  expect(document.activeElement).toBe(button)
  expect(button.getAttribute('aria-disabled')).toBe('true')
  expect(button.hasAttribute('disabled')).toBe(false)
  // A tooltip that is open describes the button as well.
  const described = button.getAttribute('aria-describedby')?.split(' ') ?? []
  expect(described.map((id) => document.getElementById(id)?.textContent)).toContain('The VM is already on.')
  await user.keyboard('{Enter}')
  await user.click(button)
  expect(onClick).not.toHaveBeenCalled()
  expect(onSubmit).not.toHaveBeenCalled()
})

test('the focus stays on a button and a switch when they can be pressed no more, and again', async () => {
  const shown = (reason: string | undefined) => (
    <>
      <Button disabledReason={reason}>Power on</Button>
      <Switch label="Auto-answer" checked={false} onChange={() => undefined} disabledReason={reason} />
    </>
  )
  const { rerender } = render(shown(undefined))
  const user = userEvent.setup()
  for (const role of ['button', 'switch'] as const) {
    await user.tab()
    for (const reason of ['There is no contact.', undefined]) {
      rerender(shown(reason))
      expect(document.activeElement, `${role}, ${reason}`).toBe(screen.getByRole(role))
    }
  }
})

test('a button hears what it is told to hear beside the reason that it shows', async () => {
  const onFocus = vi.fn()
  render(
    <Button onFocus={onFocus} disabledReason="The VM is already on.">
      Power on
    </Button>,
  )
  await userEvent.setup().tab()
  expect(onFocus).toHaveBeenCalledOnce()
})

test('a switch that is on its way cannot be pressed again', async () => {
  const onChange = vi.fn()
  render(<Switch label="Auto-answer" checked={false} onChange={onChange} busy />)
  await userEvent.setup().click(screen.getByRole('switch', { name: 'Auto-answer' }))
  expect(onChange).not.toHaveBeenCalled()
})

test('a bar without a percentage says so; one that stands still does not claim to move', () => {
  const { rerender } = render(<ProgressBar label="Reconfigure" percent={undefined} />)
  expect(screen.getByRole('progressbar').getAttribute('aria-valuetext')).toBe('no percentage given')
  rerender(<ProgressBar label="Reconfigure" percent={undefined} tone="stopped-wait" />)
  expect(screen.getByRole('progressbar').getAttribute('aria-valuetext')).toBe('stopped')
  expect(document.querySelector('.bar-unknown')).toBeNull()
  rerender(<ProgressBar label="Reconfigure" percent={47.9} />)
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('47')
})

function Remover({ run }: { run: () => Promise<Result<unknown>> }) {
  const confirm = useConfirm()
  return (
    <Button
      onClick={() =>
        confirm({
          title: 'Remove esx-lab-03?',
          effect: 'Its VMs leave the lists. Nothing changes at the host.',
          verb: 'Remove',
          tone: 'destructive',
          keep: 'Keep it',
          run,
        })
      }
    >
      Remove
    </Button>
  )
}

test('a confirm names the effect, starts on the way out, stays open with the error, and closes when it worked', async () => {
  const run = vi
    .fn<() => Promise<Result<unknown>>>()
    .mockResolvedValueOnce(failed({ blame: 'ours', code: 'x', sentence: 'A run is under way there.' }))
    .mockResolvedValueOnce(ok(null))
  render(
    <ConfirmProvider>
      <Remover run={run} />
    </ConfirmProvider>,
  )
  const user = userEvent.setup()
  await user.click(screen.getByRole('button', { name: 'Remove' }))
  expect(screen.getByRole('alertdialog', { name: 'Remove esx-lab-03?' })).toBeTruthy()
  expect(document.activeElement?.textContent).toBe('Keep it')
  await user.click(screen.getByRole('button', { name: 'Remove' }))
  expect(screen.getByRole('alert').textContent).toContain('A run is under way there.')
  await user.click(screen.getByRole('button', { name: 'Remove' }))
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(run).toHaveBeenCalledTimes(2)
})
