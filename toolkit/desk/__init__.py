"""The translator's desk: a document worked on segment by segment, and written as it is confirmed."""
