// A gorilla/websocket client that connects to the URL in its first argument and plays its steps.

//go:build ignore

package main

import (
	"log"
	"os"

	"github.com/gorilla/websocket"
)

func main() {
	dialer := websocket.Dialer{EnableCompression: false}
	conn, _, err := dialer.Dial(os.Args[1], nil)
	if err != nil {
		log.Fatal(err)
	}
	play(conn, os.Args[2:])
}
