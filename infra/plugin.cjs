'use strict'

// What `serverless` does beyond CloudFormation: builds the page and the function's zip before it packages,
// publishes the page after it deploys, and empties the page's bucket before it removes the stack.

const { spawn } = require('node:child_process')
const path = require('node:path')
const { checkParameters } = require('./parameters.cjs')

const ZIP = '.make/function.zip'
const PYTHON = '.venv/bin/python'

class DoablePlugin {
  constructor(serverless, options, { log, progress }) {
    Object.assign(this, { serverless, options, log, progress })
    this.provider = serverless.getProvider('aws')
    checkParameters(serverless) // here, because serverless is about to speak of the properties that they end up in
    this.hooks = {
      'before:package:createDeploymentArtifacts': () => this.pack(),
      'before:package:function:package': () => this.pack(),
      'before:aws:deploy:deploy:checkForChanges': () => this.repeatWhatFailed(),
      'after:deploy:deploy': () => this.publish(),
      'before:remove:remove': () => this.withdraw(),
      finalize: () => this.sayLast(),
    }
  }

  async pack() {
    const { runtime, architecture } = this.serverless.service.provider
    await this.setUp()
    await this.make('Building the page', 'page')
    const target = ['--python', runtime.replace('python', ''), '--architecture', architecture]
    await this.run('Packing the function', PYTHON, ['-m', 'infra.pack', ...target, '--output', ZIP])
    this.serverless.service.package.artifact = ZIP
  }

  // serverless compares with what it uploaded last, also where the deploy of that failed and was rolled back.
  async repeatWhatFailed() {
    const status = await this.onStack('Looking at the stack', 'status')
    if (!['CREATE_COMPLETE', 'UPDATE_COMPLETE'].includes(status.trim())) this.options.force = true
  }

  async publish() {
    this.last = await this.onStack('Publishing the page', 'publish')
  }

  async withdraw() {
    this.last = await this.onStack('Withdrawing the page', 'withdraw')
  }

  sayLast() {
    if (this.last) this.log.notice(`\n${this.last.trimEnd()}`)
  }

  // Once for a command, whichever step of it comes first.
  setUp() {
    return (this.ready ??= this.make('Setting up', 'setup'))
  }

  make(title, target) {
    return this.run(title, 'make', ['--no-print-directory', '--silent', target])
  }

  async onStack(title, command) {
    await this.setUp()
    const stack = this.provider.naming.getStackName()
    return this.run(title, PYTHON, ['-m', 'infra.site', command, stack], await this.awsEnvironment())
  }

  // The same account and region as serverless's own, whichever way they were chosen (--aws-profile, --region).
  async awsEnvironment() {
    const found = await this.provider.getAwsSdkV3CredentialsProvider()()
    return {
      AWS_ACCESS_KEY_ID: found.accessKeyId,
      AWS_SECRET_ACCESS_KEY: found.secretAccessKey,
      AWS_SESSION_TOKEN: found.sessionToken ?? '',
      AWS_DEFAULT_REGION: this.provider.getRegion(),
    }
  }

  // Standard output is the answer; what goes wrong is said on standard error, which is the terminal's.
  run(title, command, args, env = {}) {
    const shown = this.progress.create({ message: title })
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, {
        cwd: this.serverless.serviceDir,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let output = ''
      child.stdout.on('data', (data) => (output += data))
      child.on('error', reject)
      child.on('close', (code) => {
        if (code === 0) return resolve(output)
        const said = output.trim() || path.basename(command)
        reject(new this.serverless.classes.Error(`${title} failed: ${said}`))
      })
    }).finally(() => shown.remove())
  }
}

module.exports = DoablePlugin
