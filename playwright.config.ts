import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/steps/browser.mjs'

/** The Chromium that `npm test` found, or else Playwright's own. */
const executablePath = await findBrowser()

/**
 * What Playwright switches off, and besides that the pages that a whole Chromium makes for the suggestions of its
 * address bar, with each window and unseen: a process each, and a fifth of the CPU.
 */
const off =
  'AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,' +
  'LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,' +
  'TcpPortRandomizationWin,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,' +
  'WebUIOmniboxPopup,WebUIOmniboxAimPopup'
/** Pictures are drawn by the processor alone here, which is quicker without a process that plays a graphics card. */
const drawn = ['--disable-gpu', '--disable-gpu-compositing', '--disable-software-rasterizer']
/** Where a machine has no language at all, files would be saved under names of ASCII. */
const spoken = { ...process.env, LC_ALL: 'C.UTF-8' }
const args = [`--disable-features=${off}`, ...drawn]

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.e2e.ts',
  outputDir: 'test-results',
  globalSetup: './e2e/fixtures/build-once.ts',
  fullyParallel: true,
  forbidOnly: true,
  // On a busy machine a browser may stall past every patience; what needed a second try is named in the report.
  retries: process.env.CI ? 1 : 0,
  // Most of a test's time is waiting for simulated hosts, so two cores carry three.
  workers: 3,
  // The longest take half a minute on a quiet machine, and one that has others beside it may be four times as slow.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: { args, env: spoken, ...(executablePath === undefined ? {} : { executablePath }) },
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // What moves is drawn sixty times a second, in every page of every test at once.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    // Without pictures and copies of the page, which cost a fifth of the time: a failed test has a screenshot and what
    // the page was made of beside it, and `npm run e2e -- --trace on` records everything. Recording costs a tenth even so:
    // where a second try follows, it is that one which is recorded.
    trace: {
      mode: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
      screenshots: false,
      snapshots: false,
      sources: false,
    },
  },
})
