//! A tokio-tungstenite client that echoes and closes when it is told bye.

use std::env;

use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::protocol::{frame::coding::CloseCode, CloseFrame};
use tokio_tungstenite::tungstenite::{Message, Result};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

type Stream = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Fills in the Close that the server has sent.
async fn echo(ws: &mut Stream, closed: &mut Option<CloseFrame>) -> Result<()> {
    let mut is_closing = false;
    while let Some(message) = ws.next().await {
        match message? {
            Message::Close(frame) => {
                *closed = Some(frame.unwrap_or(CloseFrame {
                    code: CloseCode::Status,
                    reason: "".into(),
                }));
            }
            _ if is_closing => {}
            Message::Text(text) if text == "bye" => {
                let frame = CloseFrame {
                    code: CloseCode::Normal,
                    reason: "bye".into(),
                };
                ws.close(Some(frame)).await?;
                is_closing = true;
            }
            message if message.is_text() || message.is_binary() => ws.send(message).await?,
            _ => {}
        }
    }
    Ok(())
}

#[tokio::main]
async fn main() {
    let url = env::args().nth(1).expect("wants a URL");
    let (mut ws, _) = tokio_tungstenite::connect_async(url)
        .await
        .expect("failed to connect");
    let mut closed = None;
    let result = echo(&mut ws, &mut closed).await;
    let how = if result.is_ok() { "clean" } else { "unclean" };
    match (closed, result) {
        (Some(frame), _) => println!("closed {} {} {how}", u16::from(frame.code), frame.reason),
        (None, Err(error)) => println!("closed 1006 {error} {how}"),
        (None, Ok(())) => println!("closed 1006  unclean"),
    }
}
