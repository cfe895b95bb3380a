print("sandtable")
