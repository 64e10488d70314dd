'use strict'

// Which parameters a deploy takes (`--param name=value`), and what they may say. Said before anything is built:
// AWS would say it minutes later, and of a name that nobody asks for neither AWS nor serverless says a word.

const ORIGIN = /https?:\/\/[A-Za-z0-9.-]+(:\d{1,5})?/.source
const SECRET = /[!-+\--~]{32,}/.source // visible ASCII without the comma, as app/config.py has it

const PARAMETERS = {
  alarmEmail: [/^[^@\s]+@[^@\s]+$/, 'an e-mail address'],
  allowedOrigins: [RegExp(`^${ORIGIN}(,${ORIGIN})*$`), 'origins such as https://example.org, separated by commas'],
  architecture: [/^(arm64|x86_64)$/, 'arm64 or x86_64'],
  certificateArn: [
    /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/\S+$/,
    'the ARN of a certificate in us-east-1, which is where CloudFront looks',
  ],
  domain: [/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+$/, 'a name such as todo.example.org'],
  logRetention: [
    /^(1|3|5|7|14|30|60|90|120|150|180|365|400|545|731|1827|2192|2557|2922|3288|3653)$/,
    'a number of days that CloudWatch Logs offers, such as 7, 30, 90, 365',
  ],
  originSecret: [
    RegExp(`^${SECRET}(,${SECRET})?$`),
    'at least 32 visible characters, such as `openssl rand -hex 32` prints; or two such secrets, separated by a comma',
  ],
  // SnapStart knows no older one.
  python: [/^3\.(1[2-9]|[2-9]\d)$/, '3.12 or newer'],
  rehearsalPort: [/^\d{1,5}$/, 'a port'],
  reservedConcurrency: [/^\d+$/, 'a number'],
  tableName: [/^[A-Za-z0-9_.-]{3,255}$/, 'the name of a table'],
  throttleBurst: [/^\d+$/, 'requests'],
  throttleRate: [/^\d+(\.\d+)?$/, 'requests a second'],
  userPoolId: [/^[a-z0-9-]+_[A-Za-z0-9]+$/, 'the id of a user pool, such as eu-central-1_AbC123'],
  version: [/^\S+$/, 'a word'],
  webAclArn: [
    /^arn:aws[a-z-]*:wafv2:us-east-1:\d{12}:global\/webacl\/\S+$/,
    'the ARN of a web ACL of scope CLOUDFRONT, which is one in us-east-1',
  ],
}

function findProblems(values, stage) {
  const given = Object.entries(values).filter(([, value]) => String(value) !== '')
  const problems = given.flatMap(([name, value]) => findProblem(name, String(value)))
  const has = (name) => given.some(([one]) => one === name)
  if (has('domain') && !has('certificateArn')) problems.push('domain: needs certificateArn, too')
  if (has('certificateArn') && !has('domain')) problems.push('certificateArn: needs domain, too')
  if (has('rehearsalPort') && stage !== 'local') problems.push('rehearsalPort: only with --stage local')
  return problems
}

// Without the value: it may be a secret.
function findProblem(name, value) {
  const names = Object.keys(PARAMETERS)
  if (!names.includes(name)) return [`${name}: there is no such parameter. There are ${names.join(', ')}`]
  const [pattern, expected] = PARAMETERS[name]
  return pattern.test(value) ? [] : [`${name}: expected ${expected}`]
}

// As serverless itself finds them: the command line, then the stage's own, then those of all stages.
function readValues({ configurationInput, processedInput }, stage) {
  const said = (processedInput.options.param ?? []).map((one) => one.split(/=(.*)/s, 2))
  const { default: usual, [stage]: own } = configurationInput.params ?? {}
  return { ...usual, ...own, ...Object.fromEntries(said) }
}

function checkParameters(serverless) {
  const stage = serverless.getProvider('aws').getStage()
  const problems = findProblems(readValues(serverless, stage), stage)
  if (problems.length) throw new serverless.classes.Error(`These parameters will not do:\n  ${problems.join('\n  ')}`)
}

module.exports = { checkParameters, findProblems }
