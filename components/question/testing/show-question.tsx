import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { vi } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { LiveTables, QuestionView } from '@/lib/live/live-state'
import { ok, type Result } from '@/lib/result'
import { AccountProvider, ConsoleActionsProvider } from '../../console/console-context'
import { useLive } from '../../live/live-provider'
import { fixtureActions, fixtureFeed, FixtureLive } from '../../testing/fixture-live'
import { fixtureTables } from '../../testing/fixture-tables'
import { fixtureNow } from '../../testing/fixture-vms'
import { QuestionCard } from '../question-card'

const serial = 'build|agent "7"'

function Shown({ name }: { name: string }) {
  const question = useLive((tables) => Object.values(tables.questions).find((q) => q.vmName === name))
  return question ? <QuestionCard question={question} /> : null
}

/** The account lacks these on the VM of this name. */
function withRights(tables: LiveTables, name: string, lacks: string[]): LiveTables {
  const vm = Object.values(tables.vms).find((one) => one.name === name)
  const connection = vm && tables.connections[vm.connection]
  if (!vm || !connection) throw new Error('no such VM')
  return {
    ...tables,
    vms: { ...tables.vms, [vm.key]: { ...vm, roles: [7] } },
    connections: {
      ...tables.connections,
      [connection.id]: { ...connection, rights: { lacks: { '7': lacks }, vms: { known: 1, missing: {} } } },
    },
  }
}

type SetUp = { name?: string; role?: Role; lacks?: string[]; answer?: () => Promise<Result<null>> }

/** The card of one question of the fixture on the screen, and a person at the keyboard. */
export function showQuestion({
  name = serial,
  role = 'operator',
  lacks,
  answer = () => Promise.resolve(ok(null)),
}: SetUp = {}) {
  const tables = lacks ? withRights(fixtureTables(), name, lacks) : fixtureTables()
  const feed = fixtureFeed(tables, fixtureNow)
  const answerQuestion = vi.fn<ConsoleActions['answerQuestion']>(answer)
  render(
    <ConsoleActionsProvider actions={fixtureActions({ answerQuestion })}>
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <FixtureLive feed={feed}>
          <Shown name={name} />
        </FixtureLive>
      </AccountProvider>
    </ConsoleActionsProvider>,
  )
  const question = Object.values(tables.questions).find((q) => q.vmName === name)
  if (!question) throw new Error('no such question')
  const become = (state: QuestionView['state']) =>
    act(() => {
      const next: LiveTables = { ...tables, questions: { ...tables.questions, [question.key]: { ...question, state } } }
      feed.put(next)
    })
  return {
    user: userEvent.setup(),
    feed,
    question,
    answerQuestion,
    become,
    card: screen.getByRole('article', { name }),
  }
}
