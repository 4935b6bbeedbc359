//! The cable between homeservers: a CONNECT proxy that is their DNS as well, and that a test can cut.
//!
//! Every server has a socket of its own here, so the cable knows who calls as well as who is called: a server whose
//! cable is cut neither reaches anybody nor is reached.

use std::{
    collections::BTreeMap,
    net::Ipv4Addr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use anyhow::{Context as _, Result};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
};
use tokio_util::task::AbortOnDropHandle;

/// How a server's cable is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Whole,
    Cut,
    Hanging,
    /// Whoever calls comes out at another server, on this port.
    Misled(u16),
}

type States = BTreeMap<String, State>;

/// What homeservers find each other by, on free ports of 127.0.0.1; gone when dropped.
#[derive(Debug)]
pub struct Cable {
    sockets: Arc<Mutex<BTreeMap<String, u16>>>,
    states: Arc<watch::Sender<States>>,
    misled: Arc<AtomicUsize>,
    workers: Mutex<Vec<AbortOnDropHandle<()>>>,
}

impl Default for Cable {
    fn default() -> Self {
        Self {
            sockets: Arc::default(),
            states: Arc::new(watch::Sender::new(States::new())),
            misled: Arc::default(),
            workers: Mutex::default(),
        }
    }
}

impl Cable {
    /// Makes the server `name` reachable, which listens for others on `port`; gives the address of its proxy.
    pub async fn plug(&self, name: &str, port: u16) -> Result<String> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = format!("http://{}", listener.local_addr()?);
        lock(&self.sockets).insert(name.to_owned(), port);
        let (caller, sockets, states) = (name.to_owned(), self.sockets.clone(), self.states.clone());
        let misled = self.misled.clone();
        let worker = tokio::spawn(async move {
            let mut calls = tokio::task::JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let call = Call {
                    caller: caller.clone(),
                    sockets: sockets.clone(),
                    states: states.subscribe(),
                    misled: misled.clone(),
                };
                // Whoever hangs up or is cut off is no failure here.
                calls.spawn(async move { call.carry(stream).await.unwrap_or_default() });
                while calls.try_join_next().is_some() {}
            }
        });
        lock(&self.workers).push(AbortOnDropHandle::new(worker));
        Ok(address)
    }

    /// What goes to this server and what comes from it is refused; what was under way is broken off.
    pub fn cut(&self, name: &str) {
        self.set(name, State::Cut);
    }

    /// What goes to this server and what comes from it is swallowed: connections stay open, and nothing answers.
    pub fn hang(&self, name: &str) {
        self.set(name, State::Hanging);
    }

    /// Whoever calls this server reaches `other`, which shows a certificate for its own name; it calls nobody itself. Cut it before:
    /// what is under way goes on.
    pub fn mislead(&self, name: &str, other: &str) {
        let port = lock(&self.sockets).get(other).copied().unwrap_or_default();
        self.set(name, State::Misled(port));
    }

    /// How many connections were led to another server than was called.
    pub fn misled(&self) -> usize {
        self.misled.load(Ordering::Relaxed)
    }

    /// Everything passes again; what hung goes on.
    pub fn heal(&self, name: &str) {
        self.set(name, State::Whole);
    }

    fn set(&self, name: &str, state: State) {
        self.states.send_modify(|states| {
            states.insert(name.to_owned(), state);
        });
    }
}

/// One connection between two servers.
struct Call {
    caller: String,
    sockets: Arc<Mutex<BTreeMap<String, u16>>>,
    states: watch::Receiver<States>,
    misled: Arc<AtomicUsize>,
}

impl Call {
    async fn carry(self, stream: TcpStream) -> Result<()> {
        let mut stream = BufReader::new(stream);
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        let target = line.strip_prefix("CONNECT ").and_then(|rest| rest.split_whitespace().next());
        let called = target.and_then(|target| target.strip_suffix(":443")).unwrap_or_default().to_owned();
        while stream.read_line(&mut line).await? > 2 {}
        let of = |name: &String| self.states.borrow().get(name).copied().unwrap_or_default();
        let port = match (of(&self.caller), of(&called)) {
            (State::Misled(_), _) => None,
            (_, State::Misled(port)) => {
                self.misled.fetch_add(1, Ordering::Relaxed);
                Some(port)
            }
            _ => lock(&self.sockets).get(&called).copied(),
        };
        let mut ends = Ends { names: [self.caller, called], states: self.states };
        let connected = match (ends.pass().await, port) {
            (Ok(()), Some(port)) => TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.ok(),
            _ => None,
        };
        let Some(other) = connected else {
            stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n").await?;
            return Ok(());
        };
        stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
        let (near_in, near_out) = stream.into_inner().into_split();
        let (far_in, far_out) = other.into_split();
        let (there, back) = (ends.clone(), ends.clone());
        tokio::select! {
            () = ends.is_cut() => Ok(()),
            both = async { tokio::try_join!(forward(near_in, far_out, there), forward(far_in, near_out, back)) } => {
                both.map(drop)
            }
        }
    }
}

/// Both ends of a connection: it is as bad as the worse of the two.
#[derive(Clone)]
struct Ends {
    names: [String; 2],
    states: watch::Receiver<States>,
}

impl Ends {
    /// Waits while something hangs; an error when the cable is cut.
    async fn pass(&mut self) -> Result<()> {
        let (names, states) = (&self.names, &mut self.states);
        let states = states.wait_for(|states| worst(states, names) != State::Hanging).await?;
        let whole = worst(&states, names) == State::Whole;
        whole.then_some(()).context("the cable is cut")
    }

    /// Waits for the cable to be cut.
    async fn is_cut(&mut self) {
        let (names, states) = (&self.names, &mut self.states);
        let _ = states.wait_for(|states| worst(states, names) == State::Cut).await;
    }
}

fn worst(states: &States, names: &[String]) -> State {
    let of = |name: &String| states.get(name).copied().unwrap_or_default();
    let bad = |wanted: State| names.iter().any(|name| of(name) == wanted);
    [State::Cut, State::Hanging].into_iter().find(|state| bad(*state)).unwrap_or_default()
}

async fn forward(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mut ends: Ends) -> Result<()> {
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let read = from.read(&mut buffer).await?;
        ends.pass().await?;
        if read == 0 {
            return Ok(to.shutdown().await?);
        }
        to.write_all(&buffer[..read]).await?;
    }
}

/// What is in there is whole whenever the lock is free.
fn lock<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
