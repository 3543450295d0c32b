/** One answer that the host offers. `AnswerVM` takes its `key`; `label` may be an internal id such as `button.yes`. */
export type QuestionChoice = { key: string; label: string; summary: string }

/** `VirtualMachine.runtime.question`, decoded. Source: VirtualMachineQuestionInfo. */
export type VmQuestion = {
  id: string
  /** The host's text, unchanged. */
  text: string
  choices: QuestionChoice[]
  /** Index into `choices`; absent when the host marked no default, or marked one that is not offered. */
  defaultIndex?: number
  messages: { id: string; args: string[]; text?: string }[]
}
