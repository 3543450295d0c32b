import type { Locator, Page } from '@playwright/test'

/** The card of a VM's question. */
export const questionOf = (page: Page, vm: string): Locator => page.getByRole('article', { name: vm, exact: true })

/** The same, only while it can be answered; answered ones stay a minute as a record. */
export const openQuestionOf = (page: Page, vm: string): Locator =>
  questionOf(page, vm).filter({ has: page.getByRole('group', { name: 'Answers' }) })

export const waiting = (page: Page): Locator => page.getByRole('region', { name: 'Waiting for an answer' })
export const running = (page: Page): Locator => page.getByRole('region', { name: 'Running' })
export const finished = (page: Page): Locator => page.getByRole('region', { name: 'Just finished' })

/** A line of a list by what it says. */
export const lineOf = (list: Locator, text: string): Locator => list.getByRole('listitem').filter({ hasText: text })

export const answers = (question: Locator): Locator => question.getByRole('group', { name: 'Answers' })

export const answer = (question: Locator, label: string): Locator =>
  answers(question).getByRole('button', { name: new RegExp(`^(\\d )?${label}`) })
