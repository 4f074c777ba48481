"""What moves the rates of streams: surges, and regimes that demand goes through."""
