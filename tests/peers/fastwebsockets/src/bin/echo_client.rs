//! A fastwebsockets client that echoes and closes when it is told bye.

use std::env;
use std::future::Future;

use anyhow::Result;
use bytes::Bytes;
use fastwebsockets::{handshake, FragmentCollector, Frame, OpCode, Payload, WebSocketError};
use http_body_util::Empty;
use hyper::header::{CONNECTION, HOST, UPGRADE};
use hyper::upgrade::Upgraded;
use hyper::{Request, Uri};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

type WebSocket = FragmentCollector<TokioIo<Upgraded>>;

struct SpawnExecutor;

impl<Fut> hyper::rt::Executor<Fut> for SpawnExecutor
where
    Fut: Future + Send + 'static,
    Fut::Output: Send + 'static,
{
    fn execute(&self, fut: Fut) {
        tokio::spawn(fut);
    }
}

async fn connect(url: &str) -> Result<WebSocket> {
    let uri: Uri = url.parse()?;
    let authority = uri.authority().expect("a URL with a host").as_str();
    let stream = TcpStream::connect(authority).await?;
    let request = Request::builder()
        .uri(uri.path_and_query().map_or("/", |path| path.as_str()))
        .header(HOST, authority)
        .header(UPGRADE, "websocket")
        .header(CONNECTION, "upgrade")
        .header("Sec-WebSocket-Key", handshake::generate_key())
        .header("Sec-WebSocket-Version", "13")
        .body(Empty::<Bytes>::new())?;
    let (ws, _) = handshake::client(&SpawnExecutor, request, stream).await?;
    Ok(FragmentCollector::new(ws))
}

/// Returns the payload of the Close that the server has sent.
async fn echo(ws: &mut WebSocket) -> Result<Vec<u8>, WebSocketError> {
    loop {
        let frame = ws.read_frame().await?;
        match frame.opcode {
            OpCode::Close => return Ok(frame.payload.to_vec()),
            OpCode::Text if frame.payload.to_vec() == b"bye" => {
                ws.write_frame(Frame::close(1000, b"bye")).await?;
            }
            OpCode::Text | OpCode::Binary => {
                let payload = Payload::Owned(frame.payload.to_vec());
                ws.write_frame(Frame::new(true, frame.opcode, None, payload))
                    .await?;
            }
            _ => {}
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let url = env::args().nth(1).expect("wants a URL");
    let mut ws = connect(&url).await?;
    match echo(&mut ws).await {
        Ok(payload) if payload.len() < 2 => println!("closed 1005  clean"),
        Ok(payload) => println!(
            "closed {} {} clean",
            u16::from_be_bytes([payload[0], payload[1]]),
            String::from_utf8_lossy(&payload[2..])
        ),
        Err(error) => println!("closed 1006 {error} unclean"),
    }
    Ok(())
}
