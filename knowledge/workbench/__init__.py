"""What editors have to do, as queues of rows: each says why it is there and opens where it ends."""
