// The echo service, and a driver of calls, on @grpc/grpc-js.
//
// peer.js serve PROTOS MAX_RECEIVE GZIP   prints its port, serves until stdin ends
// peer.js drive PROTOS                    one call per JSON line of stdin, its outcome as a JSON line on stdout
'use strict';

const path = require('path');
const readline = require('readline');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const GZIP = 2;

function load(directory) {
  const options = { keepCase: false, bytes: String, enums: String, includeDirs: [directory] };
  const definition = loader.loadSync(['echo.proto', 'health.proto'].map(file => path.join(directory, file)), options);
  return grpc.loadPackageDefinition(definition);
}

function methodOf(packages, methodPath) {
  const [, service] = methodPath.split('/');
  const definition = service.split('.').reduce((scope, name) => scope[name], packages).service;
  return Object.values(definition).find(method => method.path === methodPath);
}

function encodeMetadata(metadata) {
  const entries = [];
  for (const key of Object.keys(metadata ? metadata.getMap() : {})) {
    for (const value of metadata.get(key)) {
      entries.push([key, Buffer.isBuffer(value) ? value.toString('base64') : value]);
    }
  }
  return entries;
}

function decodeMetadata(entries) {
  const metadata = new grpc.Metadata();
  for (const [key, value] of entries) {
    metadata.add(key, key.endsWith('-bin') ? Buffer.from(value, 'base64') : value);
  }
  return metadata;
}

class Cancellations {
  constructor() {
    this.known = new Map();
  }

  of(id) {
    if (!this.known.has(id)) {
      const entry = {};
      entry.seen = new Promise(resolve => { entry.mark = resolve; });
      this.known.set(id, entry);
    }
    return this.known.get(id);
  }
}

const cancellations = new Cancellations();

function echoHeaders(call) {
  const headers = new grpc.Metadata();
  const trailers = new grpc.Metadata();
  for (const key of Object.keys(call.metadata.getMap())) {
    for (const value of call.metadata.get(key)) {
      if (key.startsWith('echo-')) headers.add(key, value);
      if (key.startsWith('trail-')) trailers.add(key, value);
    }
  }
  if (Object.keys(headers.getMap()).length > 0) call.sendMetadata(headers);
  return trailers;
}

function reply(request, seen) {
  const payload = request.replySize ? Buffer.alloc(request.replySize) : Buffer.from(request.payload || '', 'base64');
  return { payload, requestsSeen: seen };
}

/** Waits as the request asks; the status to end with, or undefined for OK. */
async function ending(request, call, trailers) {
  if (request.hangId) {
    await new Promise(resolve => { if (call.cancelled) resolve(); else call.on('cancelled', resolve); });
    cancellations.of(request.hangId).mark();
  }
  if (request.fault) return { code: grpc.status.UNKNOWN, details: 'fault', metadata: trailers };
  if (request.statusCode) return { code: request.statusCode, details: request.statusDetail, metadata: trailers };
  return undefined;
}

async function unary(call, done) {
  const trailers = echoHeaders(call);
  const error = await ending(call.request, call, trailers);
  if (error) done(error); else done(null, reply(call.request, 1), trailers);
}

async function collect(call, done) {
  const trailers = echoHeaders(call);
  let seen = 0;
  let last = {};
  for await (const request of call) {
    seen += 1;
    last = request;
  }
  const error = await ending(last, call, trailers);
  if (error) done(error); else done(null, reply(last, seen), trailers);
}

async function expand(call) {
  const trailers = echoHeaders(call);
  for (let sent = 0; sent < (call.request.replyCount || 0); sent += 1) call.write(reply(call.request, 1));
  const error = await ending(call.request, call, trailers);
  if (error) call.emit('error', error); else call.end(trailers);
}

async function converse(call) {
  const trailers = echoHeaders(call);
  let seen = 0;
  call.on('data', async request => {
    seen += 1;
    call.write(reply(request, seen));
    const error = await ending(request, call, trailers);
    if (error) call.emit('error', error);
  });
  call.on('end', () => call.end(trailers));
}

async function awaitCancellation(call, done) {
  await cancellations.of(call.request.id).seen;
  done(null, {});
}

function serve(packages, maxReceive, gzip) {
  const options = { 'grpc.max_receive_message_length': maxReceive, 'grpc.so_reuseport': 0 };
  if (gzip) options['grpc.default_compression_algorithm'] = GZIP;
  const server = new grpc.Server(options);
  server.addService(packages.acpfleet.tests.Echo.service, {
    Unary: unary, Collect: collect, Expand: expand, Converse: converse, AwaitCancellation: awaitCancellation,
  });
  server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
  process.stdin.resume().on('end', () => process.exit(0));
}

function runCall(packages, plan) {
  return new Promise(resolve => {
    const options = { 'grpc.max_receive_message_length': plan.maxReceive, 'grpc.max_send_message_length': -1 };
    if (plan.gzip) options['grpc.default_compression_algorithm'] = GZIP;
    const client = new grpc.Client(plan.address, grpc.credentials.createInsecure(), options);
    const method = methodOf(packages, plan.method);
    const how = plan.timeoutMs ? { deadline: Date.now() + plan.timeoutMs } : {};
    const start = [plan.path, method.requestSerialize, method.responseDeserialize];
    const metadata = decodeMetadata(plan.metadata);
    const requests = plan.requests.slice();
    const outcome = { replies: [], headers: [], trailers: [] };
    let call;
    const single = (error, value) => { if (value) outcome.replies.push(value); };
    const next = () => {
      if (requests.length > 0) call.write(requests.shift());
      if (requests.length === 0 && !plan.keepOpen) call.end();
    };
    if (plan.kind === 'unary') call = client.makeUnaryRequest(...start, requests[0], metadata, how, single);
    else if (plan.kind === 'client') call = client.makeClientStreamRequest(...start, metadata, how, single);
    else if (plan.kind === 'server') call = client.makeServerStreamRequest(...start, requests[0], metadata, how);
    else call = client.makeBidiStreamRequest(...start, metadata, how);

    call.on('metadata', received => { outcome.headers = encodeMetadata(received); });
    call.on('status', status => {
      // The last message and the status come in either order.
      setImmediate(() => {
        client.close();
        resolve({ ...outcome, code: status.code, detail: status.details, trailers: encodeMetadata(status.metadata) });
      });
    });
    call.on('error', () => {});
    if (plan.kind === 'server' || plan.kind === 'duplex') {
      call.on('data', value => {
        outcome.replies.push(value);
        if (outcome.replies.length === plan.cancelAfter) call.cancel();
        else if (plan.kind === 'duplex') next();
      });
    }
    if (plan.kind === 'client') {
      while (requests.length > 0) call.write(requests.shift());
      call.end();
    }
    if (plan.kind === 'duplex') next();
    if (plan.cancelAfter === 0) call.cancel();
  });
}

async function drive(packages) {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await runCall(packages, JSON.parse(line)))}\n`);
  }
}

const known = load(process.argv[3]);
if (process.argv[2] === 'serve') serve(known, Number(process.argv[4]), process.argv[5] === '1');
else drive(known);
