"""What a writer does (写作的动作): desk and state in, state out. Nothing here touches disk, clock or terminal."""
