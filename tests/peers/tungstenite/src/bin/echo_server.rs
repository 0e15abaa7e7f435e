//! An echo server with tokio-tungstenite that closes when it is told bye.

use std::env;

use futures_util::{SinkExt, StreamExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::protocol::{frame::coding::CloseCode, CloseFrame};
use tokio_tungstenite::tungstenite::{Message, Result};

async fn echo(stream: TcpStream) -> Result<()> {
    let mut ws = tokio_tungstenite::accept_async(stream).await?;
    while let Some(message) = ws.next().await {
        match message? {
            Message::Text(text) if text == "bye" => {
                let frame = CloseFrame {
                    code: CloseCode::Normal,
                    reason: "bye".into(),
                };
                ws.close(Some(frame)).await?;
                // Reading on drives the closing handshake to its end.
                while let Some(message) = ws.next().await {
                    message?;
                }
            }
            message if message.is_text() || message.is_binary() => ws.send(message).await?,
            _ => {}
        }
    }
    Ok(())
}

#[tokio::main]
async fn main() {
    let port = env::var("PORT").unwrap_or("0".to_string());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}"))
        .await
        .expect("failed to bind");
    println!("listening on ws://{}/", listener.local_addr().unwrap());
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(echo(stream));
    }
}
