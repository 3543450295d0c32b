import { startSimulator } from '../simulator/start/start-simulator'
import { withdrawQuestions } from '../simulator/vm/questions'
import { signIn, startConsole } from './console-process'
import { sharedNow, spread } from './percentiles'

/** From the host raising a question until its text is in the DOM of an open Board, in headless Chromium. */
export async function questionToBoard(count: number): Promise<string[]> {
  const host = await startSimulator({ product: 'esx', vms: 200, speed: 0 })
  const started = await startConsole(host)
  if ('because' in started) {
    await host.close()
    return [`question to Board: not measured, ${started.because}`]
  }
  try {
    const page = await started.browser.newPage()
    await signIn(page, started.url)
    await page.evaluate(watchForCards)
    const times: number[] = []
    const running = host.world
      .byType('VirtualMachine')
      .filter(({ ref }) => host.world.prop(ref, 'runtime.powerState') === 'poweredOn')
    for (let index = 0; index < count; index += 1) {
      const vm = running[index % running.length]
      if (!vm) throw new Error('no VM runs')
      // The text is one of its own each time, so that a card of before cannot be taken for this one.
      const text = `question number ${index} of the bench`
      const raisedAt = sharedNow()
      void host
        .ask(vm.ref, { text, choices: [{ key: '0', label: 'OK', summary: 'OK' }], defaultIndex: 0 })
        .answer.catch(() => undefined)
      const shownAt = await page.evaluate((wanted) => window.whenShown(wanted), text)
      times.push(shownAt - raisedAt)
      withdrawQuestions(host.world, vm.ref, 'the next one')
    }
    return [
      `from the host raising a question to its text in the DOM of an open Board, ${times.length} questions: ${spread(times)}`,
    ]
  } finally {
    await started.stop()
    await host.close()
  }
}

declare global {
  interface Window {
    whenShown: (text: string) => Promise<number>
  }
}

/** Runs in the page, as text so that no compiler adds to it: resolves with the time at which a text is in the document. */
const watchForCards = `
  window.whenShown = (text) =>
    new Promise((resolve) => {
      const look = () => document.body.textContent.includes(text)
      const now = () => performance.timeOrigin + performance.now()
      if (look()) return resolve(now())
      const observer = new MutationObserver(() => {
        if (!look()) return
        observer.disconnect()
        resolve(now())
      })
      observer.observe(document.body, { childList: true, subtree: true, characterData: true })
    })
`
