import { exits, exitWords } from './exits'

const codes = Object.entries(exits).map(
  ([name, code]) => `  ${code}  ${exitWords[name as keyof typeof exits]}`, // its keys
)

export const help = `andon: what scripts can ask of Andon

  andon questions [--connection NAME] [--state STATE]   questions that wait (or answered, gone)
  andon answer QUESTION LABEL [--confirm]               by its label or label id; --confirm where something is lost
  andon take QUESTION      andon give-back QUESTION
  andon start VM VERB [name=value ...] [--ask|--defaults] [--follow] [--connection NAME] [--key KEY]
                                                        VM by its name or id; powerOn, powerOff, reset, ...
  andon follow RUN [--until-question]                   progress and questions as lines, until it has its outcome
  andon cancel RUN
  andon history [--since 2h] [--until 1h] [--vm VM] [--connection NAME] [--person NAME] [--outcome OUTCOME]
                [--source andon,others,event,gap] [--text WORDS] [--limit N]
                                                        --count: how many of them there are
  andon connections
  andon vms [--connection NAME] [--name PATTERN] [--power STATE]
  andon domain-xml VM [--connection NAME]               the VM as libvirt describes it, as virsh dumpxml prints it

  --ask        every question of what is started waits for a person
  --defaults   the host's default is given; without either the switch of the connection decides
  --json       one JSON value a line
  --url URL    where Andon is; else ANDON_URL, else http://127.0.0.1:3000

The token stands in ANDON_TOKEN: an administrator makes one in Settings, API tokens.

Ends with
${codes.join('\n')}
`
