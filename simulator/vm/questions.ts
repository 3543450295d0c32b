import { SimFault } from '../vim25/faults'
import { anyText, objects, text } from '../vim25/read-data'
import { any, type DataObject, type Ref } from '../vim25/value'
import { postVmEvent } from '../world/events'
import { settingsOf, traitsOf, type LabelStyle } from '../world/vm-traits'
import { perWorld, type World } from '../world/world'
import { questionCatalogue, type CatalogueQuestion, type ChoiceMeaning, type QuestionName } from './question-catalogue'

export type QuestionChoice = { key: string; label: string; summary: string; means?: ChoiceMeaning }

/** A question as it is put to people: from the catalogue by name, or spelled out. */
export type QuestionSpec =
  | QuestionName
  | {
      name: QuestionName
      /** For `{1}`, `{2}` of the text. */
      args?: readonly string[]
      labels?: LabelStyle
      /** `null`: the host names no default, whatever the catalogue says. */
      defaultIndex?: number | null
    }
  | {
      text: string
      messageId?: string
      args?: readonly string[]
      choices: readonly QuestionChoice[]
      defaultIndex?: number
    }

/** How a question ended: the choice that was taken. */
export type Answer = { questionId: string; key: string; means: ChoiceMeaning | undefined; label: string }

/** The question went away unanswered: the VM was terminated, or its host restarted. */
export class QuestionWithdrawn extends Error {
  override name = 'QuestionWithdrawn'
}

type Rendered = {
  messageId: string | undefined
  text: string
  args: readonly string[]
  choices: readonly QuestionChoice[]
  defaultIndex: number | undefined
}

type Pending = {
  id: string
  question: Rendered
  chainId: number | undefined
  posted: boolean
  settle: (answer: Answer) => void
  withdraw: (why: QuestionWithdrawn) => void
}

type Desk = { waiting: Map<string, Pending[]>; answered: Map<string, Set<string>>; counters: Map<string, number> }
const desks = perWorld((): Desk => ({ waiting: new Map(), answered: new Map(), counters: new Map() }))

/**
 * Put a question to whoever watches the VM and wait for the answer. When the VM's configuration answers it already
 * (`answer.<message id>`, `msg.autoAnswer`), nothing is posted. One question at a time per VM; further ones wait behind it.
 * The question is visible before this returns. Rejects with QuestionWithdrawn.
 */
export function ask(world: World, vm: Ref, spec: QuestionSpec, chainId?: number): Promise<Answer> {
  const question = render(world, vm, spec)
  const configured = configuredAnswer(world, vm, question)
  if (configured !== undefined) return Promise.resolve(configured)
  return postQuestion(world, vm, spec, chainId).answer
}

/** Like `ask`, without regard to configured answers, and with the question's id. */
export function postQuestion(
  world: World,
  vm: Ref,
  spec: QuestionSpec,
  chainId?: number,
): { id: string; answer: Promise<Answer> } {
  const desk = desks(world)
  const count = (desk.counters.get(vm.value) ?? 0) + 1
  desk.counters.set(vm.value, count)
  const id = labelStyle(world, vm, spec) === 'button' ? `_vmx${count}` : `${count}`
  const answer = new Promise<Answer>((settle, withdraw) => {
    const line = desk.waiting.get(vm.value) ?? []
    desk.waiting.set(vm.value, line)
    line.push({ id, question: render(world, vm, spec), chainId, posted: false, settle, withdraw })
    showFirst(world, vm)
  })
  // Nobody may be waiting for an answer to a question that is withdrawn with its world.
  answer.catch(() => undefined)
  return { id, answer }
}

/** The text of the question that blocks a VM. */
export const pendingQuestionText = (world: World, vm: Ref): string | undefined =>
  text(world.prop(vm, 'runtime.question'), 'text')

/**
 * AnswerVM: take one of the offered choices.
 * Throws ConcurrentAccess when that question has been answered, InvalidArgument when the id or the choice does not apply.
 */
export function answerQuestion(world: World, vm: Ref, questionId: string, key: string): Answer {
  const desk = desks(world)
  const line = desk.waiting.get(vm.value) ?? []
  const [pending] = line
  if (pending?.id !== questionId) {
    if (desk.answered.get(vm.value)?.has(questionId)) throw new SimFault('ConcurrentAccess')
    throw new SimFault(
      'InvalidArgument',
      { invalidProperty: 'questionId' },
      'A specified parameter was not correct: questionId',
    )
  }
  const choice = pending.question.choices.find((offered) => offered.key === key)
  if (choice === undefined) {
    throw new SimFault(
      'InvalidArgument',
      { invalidProperty: 'answerChoice' },
      'A specified parameter was not correct: answerChoice',
    )
  }
  const done = desk.answered.get(vm.value) ?? new Set()
  desk.answered.set(vm.value, done.add(questionId))
  line.shift()
  const answer = { questionId, key, means: choice.means, label: choice.label }
  if (line.length === 0) clearQuestion(world, vm)
  else showFirst(world, vm)
  pending.settle(answer)
  return answer
}

/** Take all questions of a VM away, as when it is terminated or its host restarts. */
export function withdrawQuestions(world: World, vm: Ref, why: string): void {
  const desk = desks(world)
  const line = desk.waiting.get(vm.value) ?? []
  desk.waiting.delete(vm.value)
  if (line.length > 0) clearQuestion(world, vm)
  for (const pending of line) pending.withdraw(new QuestionWithdrawn(why))
}

/**
 * The host says the pending question anew under the same id: with another text, other choices, another default. Returns its id;
 * undefined when the VM has no question. Throws nothing; what was answered before stays answered.
 */
export function rephraseQuestion(
  world: World,
  vm: Ref,
  change: { text?: string; choices?: readonly QuestionChoice[]; defaultIndex?: number },
): string | undefined {
  const pending = desks(world).waiting.get(vm.value)?.[0]
  if (pending === undefined) return undefined
  pending.question = { ...pending.question, ...change }
  world.update(vm, { 'runtime.question': questionData(world, pending) })
  return pending.id
}

function clearQuestion(world: World, vm: Ref): void {
  if (world.get(vm) !== undefined) world.update(vm, { 'runtime.question': undefined })
}

function showFirst(world: World, vm: Ref): void {
  const pending = desks(world).waiting.get(vm.value)?.[0]
  if (pending === undefined || pending.posted) return
  pending.posted = true
  const { question } = pending
  const message = messagesOf(question)
  world.update(vm, { 'runtime.question': questionData(world, pending) })
  postVmEvent(world, vm, 'VmMessageEvent', `Message on {vm}: ${question.text}`, {
    ...(pending.chainId !== undefined && { chainId: pending.chainId }),
    fields: { message: question.text, ...(message.length > 0 && { messageInfo: message }) },
  })
}

const messagesOf = (question: Rendered): readonly DataObject[] =>
  question.messageId === undefined ? [] : [messageData(question)]

/** A question as `VirtualMachineQuestionInfo`. */
function questionData(world: World, { id, question }: Pending): DataObject {
  const message = messagesOf(question)
  return {
    id,
    text: questionText(world, question),
    choice: {
      choiceInfo: question.choices.map(({ label, summary, key }) => ({ label, summary, key })),
      ...(question.defaultIndex !== undefined && { defaultIndex: question.defaultIndex }),
    },
    ...(message.length > 0 && { message }),
  }
}

/** Hosts put the message's id before its text; vCenter shows the text alone. */
function questionText(world: World, question: Rendered): string {
  if (question.messageId === undefined || world.product === 'vcenter') return question.text
  return `${question.messageId}:${question.text}`
}

function messageData(question: Rendered): DataObject {
  return {
    id: question.messageId,
    argument: question.args.map((value) => any('xsd:string', value)),
    text: question.text,
  }
}

function labelStyle(world: World, vm: Ref, spec: QuestionSpec): LabelStyle {
  const own = typeof spec === 'object' && 'name' in spec ? spec.labels : undefined
  return own ?? traitsOf(world, vm).labels ?? settingsOf(world).labels
}

function render(world: World, vm: Ref, spec: QuestionSpec): Rendered {
  if (typeof spec === 'object' && 'text' in spec) {
    return {
      messageId: spec.messageId,
      text: fill(spec.text, spec.args ?? []),
      args: spec.args ?? [],
      choices: spec.choices,
      defaultIndex: spec.defaultIndex,
    }
  }
  const wanted = typeof spec === 'string' ? { name: spec } : spec
  const entry: CatalogueQuestion = questionCatalogue[wanted.name]
  const args = wanted.args ?? entry.sample
  const style = labelStyle(world, vm, spec)
  const named = 'defaultIndex' in wanted ? wanted.defaultIndex : entry.defaultIndex
  return {
    messageId: entry.messageId,
    text: fill(entry.text, args),
    args,
    choices: entry.choices.map((choice, index) => ({
      key: `${index}`,
      label: style === 'button' ? choice.label : choice.mnemonic,
      summary: style === 'button' ? choice.summary : choice.mnemonic,
      means: choice.means,
    })),
    defaultIndex: named ?? undefined,
  }
}

const fill = (template: string, args: readonly string[]) =>
  template.replaceAll(/\{(\d)\}/g, (whole, place: string) => args[Number(place) - 1] ?? whole)

/** `answer.<message id> = "<label, text or key>"` and `msg.autoAnswer = "TRUE"` of the VM's configuration. */
function configuredAnswer(world: World, vm: Ref, question: Rendered): Answer | undefined {
  const config = world.prop(vm, 'config')
  const options = new Map(
    objects(config, 'extraConfig').map((option) => [text(option, 'key')?.toLowerCase(), anyText(option['value'])]),
  )
  const wanted =
    question.messageId === undefined ? undefined : options.get(`answer.${question.messageId}`.toLowerCase())
  const byName =
    wanted === undefined
      ? undefined
      : question.choices.find(({ key, label, summary }) =>
          [key, label, summary].some((name) => bare(name) === bare(wanted)),
        )
  const auto = options.get('msg.autoanswer')?.toLowerCase() === 'true'
  const choice = byName ?? (auto ? question.choices[question.defaultIndex ?? -1] : undefined)
  return choice && { questionId: '', key: choice.key, means: choice.means, label: choice.label }
}

const bare = (label: string) => label.replaceAll('_', '').trim().toLowerCase()
