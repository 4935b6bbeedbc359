"""Starts homeservers from one process that has read all of Synapse already: each is a fork of it, and a whole Synapse.

Hears a line of JSON for each: `args` (the command line after the program's name), `folder` (where it runs), `output` (the file
to which it says things). Says its process id on a line. Whoever ends this ends all that came from it.

Twisted's reactor cannot be made before the fork, since both would listen with the same descriptors. Synapse brings a stand-in
for its own tests with workers; the real one is made by the child.
"""

import ctypes
import gc
import json
import os
import signal
import sys

from twisted.internet.main import installReactor

from synapse.app.complement_fork_proxied_reactor import ProxiedReactor

PR_SET_PDEATHSIG = 1

reactor = ProxiedReactor()
installReactor(reactor)

import synapse.app.homeserver  # noqa: E402


def become(order, parent):
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    output = os.open(order["output"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for theirs, ours in ((nothing, 0), (output, 1), (output, 2)):
        os.dup2(theirs, ours)
    os.closerange(3, max(nothing, output) + 1)
    os.chdir(order["folder"])
    sys.argv = ["synapse.app.homeserver", *order["args"]]

    from twisted.internet.epollreactor import EPollReactor

    reactor._install_real_reactor(EPollReactor())
    synapse.app.homeserver.main()


def nurse():
    # Nobody asks how they ended.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.collect()
    gc.freeze()
    parent = os.getpid()
    # Not by iterating, which reads ahead what a child would inherit.
    while line := sys.stdin.readline():
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            become(order, parent)
            sys.exit(0)
        print(child, flush=True)


nurse()
