"""The echo service, and a driver of calls, on grpcio.

peer.py serve DESCRIPTORS MAX_RECEIVE GZIP   prints its port, serves until stdin ends
peer.py drive DESCRIPTORS                    one call per JSON line of stdin, its outcome as a JSON line on stdout
"""
import base64
import json
import sys
import threading
from concurrent import futures

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory

ECHO = "acpfleet.tests."


class Types:
    """Message classes made from descriptors, so that no generated code is needed."""

    def __init__(self, path):
        with open(path, "rb") as source:
            files = descriptor_pb2.FileDescriptorSet.FromString(source.read())
        self.pool = descriptor_pool.DescriptorPool()
        for file in files.file:
            self.pool.Add(file)
        self.factory = message_factory.MessageFactory(self.pool)

    def message(self, name):
        return self.factory.GetPrototype(self.pool.FindMessageTypeByName(name))

    def method(self, path):
        service, name = path.lstrip("/").split("/")
        method = self.pool.FindServiceByName(service).methods_by_name[name]
        return self.message(method.input_type.full_name), self.message(method.output_type.full_name)


def encode_metadata(entries):
    return [[key, base64.b64encode(value).decode() if key.endswith("-bin") else value] for key, value in entries or ()]


def decode_metadata(entries):
    return [(key, base64.b64decode(value) if key.endswith("-bin") else value) for key, value in entries]


class Cancellations:
    def __init__(self):
        self.lock = threading.Lock()
        self.events = {}

    def of(self, call_id):
        with self.lock:
            return self.events.setdefault(call_id, threading.Event())


class EchoServer:
    def __init__(self, types):
        self.request_type, self.reply_type = types.method("/acpfleet.tests.Echo/Unary")
        self.query_type, _ = types.method("/acpfleet.tests.Echo/AwaitCancellation")
        self.cancellations = Cancellations()

    def handlers(self):
        def handler(make, behaviour, request_type):
            return make(behaviour, request_type.FromString, lambda reply: reply.SerializeToString())

        return grpc.method_handlers_generic_handler(ECHO + "Echo", {
            "Unary": handler(grpc.unary_unary_rpc_method_handler, self.unary, self.request_type),
            "Collect": handler(grpc.stream_unary_rpc_method_handler, self.collect, self.request_type),
            "Expand": handler(grpc.unary_stream_rpc_method_handler, self.expand, self.request_type),
            "Converse": handler(grpc.stream_stream_rpc_method_handler, self.converse, self.request_type),
            "AwaitCancellation": handler(grpc.unary_unary_rpc_method_handler, self.await_cancellation, self.query_type),
        })

    def unary(self, request, context):
        self.echo_headers(context)
        self.end(request, context)
        return self.reply(request, 1)

    def collect(self, requests, context):
        self.echo_headers(context)
        seen, last = 0, self.request_type()
        for last in requests:
            seen += 1
        self.end(last, context)
        return self.reply(last, seen)

    def expand(self, request, context):
        self.echo_headers(context)
        for _ in range(request.reply_count):
            yield self.reply(request, 1)
        self.end(request, context)

    def converse(self, requests, context):
        self.echo_headers(context)
        seen = 0
        for request in requests:
            seen += 1
            yield self.reply(request, seen)
            self.end(request, context)

    def await_cancellation(self, query, context):
        self.cancellations.of(query.id).wait(30)
        return self.reply_type()

    def reply(self, request, seen):
        payload = bytes(request.reply_size) if request.reply_size else request.payload
        return self.reply_type(payload=payload, requests_seen=seen)

    @staticmethod
    def echo_headers(context):
        entries = context.invocation_metadata()
        headers = [(key, value) for key, value in entries if key.startswith("echo-")]
        if headers:
            context.send_initial_metadata(headers)
        context.set_trailing_metadata([(key, value) for key, value in entries if key.startswith("trail-")])

    def end(self, request, context):
        if request.hang_id:
            cancelled = threading.Event()
            if context.add_callback(cancelled.set):
                cancelled.wait(60)
            self.cancellations.of(request.hang_id).set()
        if request.fault:
            raise RuntimeError("secret of the handler")
        if request.status_code:
            code = next(code for code in grpc.StatusCode if code.value[0] == request.status_code)
            context.abort(code, request.status_detail)


def serve(types, max_receive, gzip):
    server = grpc.server(
        futures.ThreadPoolExecutor(max_workers=16),
        options=[("grpc.max_receive_message_length", max_receive), ("grpc.so_reuseport", 0)],
        compression=grpc.Compression.Gzip if gzip else grpc.Compression.NoCompression)
    server.add_generic_rpc_handlers((EchoServer(types).handlers(),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)
    sys.stdin.read()
    server.stop(None)


def run_call(types, plan):
    options = [("grpc.max_receive_message_length", plan["maxReceive"]), ("grpc.max_send_message_length", -1)]
    compression = grpc.Compression.Gzip if plan["gzip"] else None
    with grpc.insecure_channel(plan["address"], options=options, compression=compression) as channel:
        request_type, reply_type = types.method(plan["method"])
        requests = [json_format.ParseDict(request, request_type()) for request in plan["requests"]]
        timeout = plan["timeoutMs"] / 1000 if plan["timeoutMs"] else None
        keep = {"metadata": decode_metadata(plan["metadata"]), "timeout": timeout}
        arguments = (plan["path"], request_type.SerializeToString, reply_type.FromString)
        replies = []
        kind = plan["kind"]
        turn = threading.Semaphore(0)

        def paced():
            for index, request in enumerate(requests):
                if index and kind == "duplex":
                    turn.acquire()
                yield request
            if kind == "duplex" and plan["keepOpen"]:
                turn.acquire(timeout=60)

        if kind == "unary":
            call = channel.unary_unary(*arguments).future(requests[0], **keep)
        elif kind == "client":
            call = channel.stream_unary(*arguments).future(paced(), **keep)
        elif kind == "server":
            call = channel.unary_stream(*arguments)(requests[0], **keep)
        else:
            call = channel.stream_stream(*arguments)(paced(), **keep)

        if plan["cancelAfter"] == 0:
            call.cancel()
        try:
            if kind in ("unary", "client"):
                replies.append(call.result())
            else:
                for reply in call:
                    replies.append(reply)
                    if len(replies) == plan["cancelAfter"]:
                        call.cancel()
                    turn.release()
        except (grpc.RpcError, grpc.FutureCancelledError):
            pass
        turn.release()
        return {
            "code": call.code().value[0],
            "detail": call.details() or "",
            "replies": [json_format.MessageToDict(reply) for reply in replies],
            "headers": encode_metadata(call.initial_metadata()),
            "trailers": encode_metadata(call.trailing_metadata()),
        }


def drive(types):
    for line in sys.stdin:
        print(json.dumps(run_call(types, json.loads(line))), flush=True)


if __name__ == "__main__":
    known = Types(sys.argv[2])
    if sys.argv[1] == "serve":
        serve(known, int(sys.argv[3]), sys.argv[4] == "1")
    else:
        drive(known)
