print("fuellort")
