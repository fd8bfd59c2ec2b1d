import {spawn} from 'node:child_process';
import readline from 'node:readline';

/** A child that answers each line with a line. */
export class LineProcess {
  constructor(command, args) {
    this.child = spawn(command, args, {stdio: ['pipe', 'pipe', 'inherit'], env: {...process.env, OMP_NUM_THREADS: '1'}});
    this.lines = readline.createInterface({input: this.child.stdout})[Symbol.asyncIterator]();
  }

  async line() {
    const {value, done} = await this.lines.next();
    if (done) throw new Error(`${this.child.spawnfile} ended early`);
    return value;
  }

  async ask(text) {
    this.child.stdin.write(text + '\n');
    return Number(await this.line());
  }

  close() { this.child.stdin.end(); }
}
